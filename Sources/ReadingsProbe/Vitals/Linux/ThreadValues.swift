#if os(Linux)

  import ReadingsFormat

  /// A number for each of up to 1,024 threads, kept without allocating: a hash table that is half empty.
  struct ThreadValues: ~Copyable {
    /// The most threads.
    static let limit = capacity / 2
    private static let capacity = 2048

    /// A thread's number plus one, or 0 for a free place; and its value.
    private let storage = OwnedBytes(count: 16 * capacity)
    private var count = 0

    mutating func removeAll() {
      storage.words().update(repeating: 0, count: 2 * Self.capacity)
      count = 0
    }

    /// The value of a thread; nil if there is none.
    subscript(thread: UInt32) -> UInt64? {
      let place = place(of: thread)
      return storage.words()[place] == 0 ? nil : storage.words()[place + 1]
    }

    /// Sets a thread's value; false if there is no room for it.
    mutating func set(_ value: UInt64, of thread: UInt32) -> Bool {
      let place = place(of: thread)
      if storage.words()[place] == 0 {
        guard count < Self.limit else { return false }
        count += 1
        storage.words()[place] = UInt64(thread) + 1
      }
      storage.words()[place + 1] = value
      return true
    }

    /// Where a thread's two words are, or would be.
    private func place(of thread: UInt32) -> Int {
      var slot = Int(thread &* 0x9E37_79B1 >> 16) % Self.capacity
      while true {
        let owner = storage.words()[2 * slot]
        if owner == 0 || owner == UInt64(thread) + 1 { return 2 * slot }
        slot = (slot + 1) % Self.capacity
      }
    }
  }

#endif

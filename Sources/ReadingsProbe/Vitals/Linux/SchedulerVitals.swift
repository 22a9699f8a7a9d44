#if os(Linux)

  import ReadingsFormat

  /// How long the process's threads could have run and waited for a CPU, all together, from the second
  /// number of /proc/self/task/*/schedstat (Documentation/scheduler/sched-stats.rst of the kernel).
  ///
  /// The kernel tells it of each thread alone, and of none that has ended: what a thread waited after its
  /// last reading is missing. Of more than 1,024 threads the oldest are read.
  final class SchedulerVitals: VitalsCollector {
    let columns = [
      Column(
        "scheduler_delay", unit: .seconds, kind: .counter, scale: Scale(exponent: -9),
        meaning: .schedulerDelay)
    ]

    private let folder: KernelFile
    private let listing = FolderListing()
    private let path: OwnedBytes
    private let nameOffset: Int
    private var last = ThreadValues()
    private var next = ThreadValues()
    private var total: UInt64 = 0

    /// The longest name that is looked at; a thread's is a number.
    private static let longestName = 10
    private static let fileName: StaticString = "/schedstat\0"

    /// Nil where the kernel does not tell.
    init?(path: String = "/proc/self/task") {
      guard let folder = KernelFile(path) else { return nil }
      self.folder = folder
      let start = Array(path.utf8) + [UInt8(ascii: "/")]
      nameOffset = start.count
      self.path = OwnedBytes(
        count: start.count + Self.longestName + Self.fileName.utf8CodeUnitCount)
      for (place, byte) in start.enumerated() {
        self.path.base.storeBytes(of: byte, toByteOffset: place, as: UInt8.self)
      }
      if folder.openDescriptor() != nil, readAll() == nil { return nil }
    }

    func collect(into row: UnsafeMutablePointer<UInt64>) {
      if let total = readAll() { row[0] = total }
    }

    /// The total of all threads so far; nil if there is no telling now.
    private func readAll() -> UInt64? {
      guard let descriptor = folder.openDescriptor() else { return nil }
      next.removeAll()
      var added: UInt64 = 0
      var isTold = false
      let isWhole = listing.names(of: descriptor) { name in
        guard let thread = Self.number(name), let delay = delay(of: name) else { return true }
        guard next.set(delay, of: thread) else { return false }
        isTold = true
        // A lower one is that of another thread, which has got the number of one that ended.
        let before = last[thread] ?? 0
        added &+= delay >= before ? delay - before : delay
        return true
      }
      guard isWhole, isTold else { return nil }
      swap(&last, &next)
      total = min(total &+ added, UInt64(Int64.max))
      return total
    }

    /// The number that a name is; nil for any other name.
    private static func number(_ name: FolderListing.Name) -> UInt32? {
      var number: UInt64 = 0
      var length = 0
      while name[length] != 0 {
        let digit = UInt8(bitPattern: name[length]) &- UInt8(ascii: "0")
        guard digit <= 9, length < longestName else { return nil }
        number = 10 * number + UInt64(digit)
        length += 1
      }
      return length > 0 ? UInt32(exactly: number) : nil
    }

    /// How long the thread of a name has waited; nil if it has ended.
    private func delay(of name: FolderListing.Name) -> UInt64? {
      var end = nameOffset
      var index = 0
      while name[index] != 0 {
        path.base.storeBytes(of: name[index], toByteOffset: end, as: CChar.self)
        end += 1
        index += 1
      }
      (path.base + end).copyMemory(
        from: Self.fileName.utf8Start, byteCount: Self.fileName.utf8CodeUnitCount)
      guard
        let opened = try? SystemCall.openForReading(
          path.base.assumingMemoryBound(to: CChar.self)),
        let file = try? HeldFile(opened)
      else { return nil }
      return withUnsafeTemporaryAllocation(byteCount: 128, alignment: 8) { buffer in
        guard let count = try? SystemCall.pread(file.descriptor, into: buffer, at: 0) else {
          return nil
        }
        var text = KernelText(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        _ = text.nextNumber()
        return text.nextNumber()
      }
    }
  }

#endif

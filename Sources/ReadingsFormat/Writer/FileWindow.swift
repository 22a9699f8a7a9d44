import Synchronization

/// The end of a file, in memory for writing; all that a writer stores goes through here.
///
/// Where the file system allows it the memory is a shared mapping of the file. Elsewhere it is a
/// copy, and every store is repeated by pwrite(2).
///
/// Invariants, checked in debug builds: the memory holds `start..<end` of the file, which has disk
/// space claimed for all of it; `start` is a multiple of the page size; every store lies inside.
/// Owned by one thread at a time.
struct FileWindow: ~Copyable {
  /// The file, which the host may close: a mapping of it stays.
  private(set) var file: HeldFile
  private var memory: WindowMemory
  /// The first byte of the file that is in memory.
  private(set) var start: UInt64
  /// The end of the file.
  private(set) var end: UInt64

  /// Whether the lock is that of a mapping of the file as it was opened before.
  private var isLockedByMapping = false

  #if DEBUG
    /// Sees every store and change of size, for tests that replay each state in between.
    var journal: StoreJournal?
  #endif

  /// Claims `size` bytes of an empty file.
  init(
    _ file: consuming HeldFile, size: UInt64, storage: LogWriter.Storage,
    journal: StoreJournal? = nil
  ) throws(Errno) {
    try file.check()
    try SystemCall.allocate(file.descriptor, from: 0, count: size)
    memory = try WindowMemory(file.descriptor, from: 0, count: Int(size), storage: storage)
    self.file = file
    start = 0
    end = size
    #if DEBUG
      self.journal = journal
      journal?.record(.resize(to: size))
    #endif
  }

  /// Whether stores have been lost, because somebody cut the file short, or because the disk was
  /// full on a file system that claims nothing ahead. Nothing more can be written then.
  var isLost: Bool { memory.isLost }

  /// Reads `count` bytes at `offset` of the file.
  func bytes(at offset: UInt64, count: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: address(offset, count), count: count)
  }

  /// Copies `bytes` to `offset`. Not visible to readers until something is published.
  @inline(__always)
  func write(_ bytes: UnsafeRawBufferPointer, at offset: UInt64) throws(Errno) {
    guard let source = bytes.baseAddress, bytes.count > 0 else { return }
    if !memory.isMapped { try writeThrough(bytes, at: offset) }
    address(offset, bytes.count).copyMemory(from: source, byteCount: bytes.count)
    #if DEBUG
      journal?.record(.write(bytes, at: offset))
    #endif
  }

  /// Has `body` write `count` bytes at `offset`, in place. Not visible to readers until something is
  /// published.
  @inline(__always)
  func fill(
    at offset: UInt64, count: Int, _ body: (UnsafeMutableRawPointer) -> Void
  ) throws(Errno) {
    let start = address(offset, count)
    body(start)
    let bytes = UnsafeRawBufferPointer(start: start, count: count)
    if !memory.isMapped { try writeThrough(bytes, at: offset) }
    #if DEBUG
      journal?.record(.write(bytes, at: offset))
    #endif
  }

  /// Writes bytes to the file, of whose part the memory is a copy.
  private func writeThrough(_ bytes: UnsafeRawBufferPointer, at offset: UInt64) throws(Errno) {
    try file.check()
    try SystemCall.pwriteAll(file.descriptor, bytes, at: offset)
  }

  /// Stores one aligned word after everything that was written before: what makes it count.
  ///
  /// Throws `.inputOutput` when any of that has been lost.
  @inline(__always)
  func publish(_ word: UInt64, at offset: UInt64) throws(Errno) {
    assert(offset & 7 == 0)
    if memory.isLost { throw .inputOutput }
    if !memory.isMapped {
      try withUnsafeBytes(of: word.littleEndian) { bytes throws(Errno) in
        try writeThrough(bytes, at: offset)
      }
    }
    // An aligned 8-byte store is atomic on every platform that has one, and the layout of
    // Atomic<UInt64> is that of its value.
    address(offset, 8).assumingMemoryBound(to: Atomic<UInt64>.self).pointee
      .store(word.littleEndian, ordering: .releasing)
    #if DEBUG
      withUnsafeBytes(of: word.littleEndian) { journal?.record(.publish($0, at: offset)) }
    #endif
    if memory.isLost { throw .inputOutput }
  }

  /// Lengthens the file to `newEnd` and moves the window so that it starts at or before `kept`.
  ///
  /// On failure the window is as it was; the file may have a tail of zeros.
  mutating func grow(to newEnd: UInt64, keeping kept: UInt64) throws(Errno) {
    assert(newEnd > end && kept >= start && kept < end)
    // What somebody has cut off would come back as zeros.
    try file.check()
    guard try SystemCall.status(file.descriptor).size >= end else { throw .inputOutput }
    do throws(Errno) {
      try SystemCall.allocate(file.descriptor, from: end, count: newEnd - end)
    } catch {
      // posix_fallocate may have claimed a part of it.
      try? SystemCall.truncate(file.descriptor, to: end)
      throw error
    }
    let newStart = kept & ~UInt64(SystemCall.pageSize - 1)
    do throws(Errno) {
      try memory.move(
        by: Int(newStart - start), to: newStart, count: Int(newEnd - newStart),
        of: file.descriptor)
    } catch {
      try? SystemCall.truncate(file.descriptor, to: end)
      throw error
    }
    if isLockedByMapping {
      isLockedByMapping = false
      try? Self.lock(&file)
    }
    start = newStart
    end = newEnd
    #if DEBUG
      journal?.record(.resize(to: newEnd))
    #endif
  }

  /// Goes on with the same file under another number, after the host has closed the one it had.
  ///
  /// Throws `badDescriptor` if it is another file, and `wouldBlock` if another recorder has locked it.
  mutating func resume(with new: consuming HeldFile) throws(Errno) {
    guard new.identity == file.identity else { throw .badDescriptor }
    // A mapping keeps the lock, which another one of this process would have to wait for.
    isLockedByMapping = memory.isMapped
    var new = new
    if !isLockedByMapping { try Self.lock(&new) }
    swap(&file, &new)
    new.letGo()
  }

  /// Locks a file, where the file system knows locks.
  private static func lock(_ file: inout HeldFile) throws(Errno) {
    do throws(Errno) {
      try file.lock()
    } catch {
      if error == .wouldBlock { throw error }
    }
  }

  /// Notes that a range is going to be written soon.
  func prepare(_ range: Range<UInt64>) {
    memory.prepare(Int(range.lowerBound - start)..<Int(range.upperBound - start))
  }

  /// Notes that a range is not going to be touched for a while. Worth a call for many pages.
  func forget(_ range: Range<UInt64>) {
    memory.forget(Int(range.lowerBound - start)..<Int(range.upperBound - start))
  }

  /// Cuts the file off at `newEnd`; nothing may be stored behind it afterwards.
  mutating func truncate(to newEnd: UInt64) throws(Errno) {
    assert(newEnd >= start && newEnd <= end)
    try file.check()
    try SystemCall.truncate(file.descriptor, to: newEnd)
    #if DEBUG
      journal?.record(.resize(to: newEnd))
    #endif
  }

  /// Reads bytes before the window through the descriptor.
  func read(into buffer: UnsafeMutableRawBufferPointer, at offset: UInt64) throws(Errno) -> Int {
    try file.check()
    return try SystemCall.pread(file.descriptor, into: buffer, at: offset)
  }

  @inline(__always)
  private func address(_ offset: UInt64, _ count: Int) -> UnsafeMutableRawPointer {
    assert(offset >= start && count >= 0 && offset + UInt64(count) <= end)
    return memory.base + Int(offset - start)
  }
}

// Sole owner of its file and memory; no thread but the owner's touches them.
extension FileWindow: @unchecked Sendable {}

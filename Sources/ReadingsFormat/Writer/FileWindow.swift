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
  let descriptor: Int32
  private var memory: WindowMemory
  /// The first byte of the file that is in memory.
  private(set) var start: UInt64
  /// The end of the file.
  private(set) var end: UInt64

  #if DEBUG
    /// Sees every store and change of size, for tests that replay each state in between.
    var journal: StoreJournal?
  #endif

  /// Claims `size` bytes of an empty file. Takes the descriptor over.
  init(
    _ descriptor: Int32, size: UInt64, storage: LogWriter.Storage, journal: StoreJournal? = nil
  ) throws(Errno) {
    do throws(Errno) {
      try SystemCall.allocate(descriptor, from: 0, count: size)
      memory = try WindowMemory(descriptor, from: 0, count: Int(size), storage: storage)
    } catch {
      SystemCall.close(descriptor)
      throw error
    }
    self.descriptor = descriptor
    start = 0
    end = size
    #if DEBUG
      self.journal = journal
      journal?.record(.resize(to: size))
    #endif
  }

  deinit { SystemCall.close(descriptor) }

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
    if !memory.isMapped { try SystemCall.pwriteAll(descriptor, bytes, at: offset) }
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
    if !memory.isMapped { try SystemCall.pwriteAll(descriptor, bytes, at: offset) }
    #if DEBUG
      journal?.record(.write(bytes, at: offset))
    #endif
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
        try SystemCall.pwriteAll(descriptor, bytes, at: offset)
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
    guard try SystemCall.status(descriptor).size >= end else { throw .inputOutput }
    do throws(Errno) {
      try SystemCall.allocate(descriptor, from: end, count: newEnd - end)
    } catch {
      // posix_fallocate may have claimed a part of it.
      try? SystemCall.truncate(descriptor, to: end)
      throw error
    }
    let newStart = kept & ~UInt64(SystemCall.pageSize - 1)
    do throws(Errno) {
      try memory.move(
        by: Int(newStart - start), to: newStart, count: Int(newEnd - newStart), of: descriptor)
    } catch {
      try? SystemCall.truncate(descriptor, to: end)
      throw error
    }
    start = newStart
    end = newEnd
    #if DEBUG
      journal?.record(.resize(to: newEnd))
    #endif
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
    try SystemCall.truncate(descriptor, to: newEnd)
    #if DEBUG
      journal?.record(.resize(to: newEnd))
    #endif
  }

  /// Reads bytes before the window through the descriptor.
  func read(into buffer: UnsafeMutableRawBufferPointer, at offset: UInt64) throws(Errno) -> Int {
    try SystemCall.pread(descriptor, into: buffer, at: offset)
  }

  @inline(__always)
  private func address(_ offset: UInt64, _ count: Int) -> UnsafeMutableRawPointer {
    assert(offset >= start && count >= 0 && offset + UInt64(count) <= end)
    return memory.base + Int(offset - start)
  }
}

// Sole owner of its descriptor and memory; no thread but the owner's touches them.
extension FileWindow: @unchecked Sendable {}

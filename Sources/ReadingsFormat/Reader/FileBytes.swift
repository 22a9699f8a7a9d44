#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The bytes of an input file, read through one buffer.
///
/// The file is not mapped: a recorder that closes it meanwhile cuts it off, and touching a mapping
/// past the end would be a fatal signal. A file that rests has neither buffer nor descriptor, and
/// gets them again when it is read. Not thread-safe.
final class FileBytes {
  let path: String
  /// What tells the file from others that may take its name.
  let identity: SystemCall.FileIdentity
  /// `nil` while the file rests.
  private var descriptor: Int32?
  /// The file's size when it was opened or last refreshed.
  private(set) var size: UInt64
  private var buffer = OwnedBytes(count: 0)
  private let bufferSize: UInt64
  private var start: UInt64 = 0
  private var count = 0
  private var zeroTailStart: UInt64?

  init(path: String, bufferSize: UInt64 = 256 << 10) throws(ReadingsError) {
    let descriptor: Int32
    do throws(Errno) {
      descriptor = try SystemCall.open(path, O_RDONLY | O_NONBLOCK)
    } catch {
      throw ReadingsError(
        .noInput, "the file cannot be opened", place: .init(path: path), errno: error)
    }
    let status: SystemCall.FileStatus
    do throws(Errno) {
      status = try SystemCall.status(descriptor)
    } catch {
      SystemCall.close(descriptor)
      throw ReadingsError(
        .noInput, "the file has no status", place: .init(path: path), errno: error)
    }
    self.path = path
    self.bufferSize = bufferSize
    self.descriptor = descriptor
    identity = status.identity
    size = status.size
    guard status.isRegular else {
      let what = status.isDirectory ? "is a directory" : "is no regular file"
      throw ReadingsError(.noInput, "\(what); name a recording", place: .init(path: path))
    }
  }

  deinit {
    if let descriptor { SystemCall.close(descriptor) }
  }

  /// Asks for the size again, and forgets what was read: a live file grows and changes.
  func refresh() {
    if let descriptor, let status = try? SystemCall.status(descriptor) { size = status.size }
    count = 0
    zeroTailStart = nil
  }

  /// Whether the path still stands for this file. As long as the file is open, no other file can have
  /// its identity.
  var hasItsName: Bool { (try? SystemCall.status(path: path).identity) == identity }

  /// Gives the buffer back until something is read again.
  func relax() {
    buffer = OwnedBytes(count: 0)
    count = 0
  }

  /// Closes the file until something is read again.
  func rest() {
    if let descriptor = descriptor.take() { SystemCall.close(descriptor) }
  }

  /// The descriptor, of a file that is opened again if it rests.
  ///
  /// Throws `damaged` if the file has gone, or another one has its name.
  private func awake() throws(ReadingsError) -> Int32 {
    if let descriptor { return descriptor }
    do throws(Errno) {
      let descriptor = try SystemCall.open(path, O_RDONLY | O_NONBLOCK)
      self.descriptor = descriptor
      if try SystemCall.status(descriptor).identity == identity { return descriptor }
    } catch {
      guard error == .notFound else {
        throw ReadingsError(.inputOutput, "cannot be read", place: .init(path: path), errno: error)
      }
    }
    rest()
    throw ReadingsError(
      .damaged, "the file was removed while it was read", place: .init(path: path))
  }

  /// Whether somebody holds the writer's lock.
  var hasWriter: Bool {
    guard let descriptor else { return false }
    do throws(Errno) {
      try SystemCall.lock(descriptor, exclusively: false)
      SystemCall.unlock(descriptor)
      return false
    } catch { return error == .wouldBlock }
  }

  /// Up to `wanted` bytes at `offset`, fewer only at the file's end; valid until the next call.
  func bytes(at offset: UInt64, count wanted: Int) throws(ReadingsError) -> UnsafeRawBufferPointer {
    guard offset < size, wanted > 0 else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    let available = Int(min(UInt64(wanted), size - offset))
    let end = offset + UInt64(available)
    if offset < start, start - offset < bufferSize, available < Int(bufferSize) {
      // Somebody reads backwards: what comes before is wanted next.
      let first = end > bufferSize ? end - bufferSize : 0
      try fill(at: first, atLeast: Int(end - first))
    } else if offset < start || end > start + UInt64(count) {
      try fill(at: offset, atLeast: available)
    }
    let first = Int(offset - start)
    return buffer.bytes(first..<max(first, min(first + available, count)))
  }

  /// The four bytes at `offset`, if there are as many. They may be anywhere: what is in the buffer
  /// stays there.
  func word(at offset: UInt64) throws(ReadingsError) -> UInt32? {
    guard offset < size, size - offset >= 4 else { return nil }
    if offset >= start, offset + 4 <= start + UInt64(count) {
      return UInt32(littleEndian: try bytes(at: offset, count: 4).loadUnaligned(as: UInt32.self))
    }
    var word: UInt32 = 0
    let descriptor = try awake()
    do throws(Errno) {
      let read = try withUnsafeMutableBytes(of: &word) { bytes throws(Errno) in
        try SystemCall.pread(descriptor, into: bytes, at: offset)
      }
      return read == 4 ? UInt32(littleEndian: word) : nil
    } catch {
      throw failure(at: offset, error)
    }
  }

  /// Where the zeros begin that the file ends in; its size if there are none. Found once.
  func zeroTail() throws(ReadingsError) -> UInt64 {
    if let zeroTailStart { return zeroTailStart }
    var end = size
    while end > 0 {
      let first = end - min(end, bufferSize)
      let chunk = try bytes(at: first, count: Int(end - first))
      if let last = chunk.lastIndex(where: { $0 != 0 }) {
        end = first + UInt64(last) + 1
        break
      }
      end = first
    }
    zeroTailStart = end
    return end
  }

  private func failure(at offset: UInt64, _ error: Errno) -> ReadingsError {
    ReadingsError(
      .inputOutput, "reading failed", place: .init(path: path, byteOffset: offset), errno: error)
  }

  private func fill(at offset: UInt64, atLeast wanted: Int) throws(ReadingsError) {
    let enough = max(wanted, Int(min(size, bufferSize)))
    if buffer.count < enough { buffer = OwnedBytes(count: enough) }
    start = offset
    count = 0
    let descriptor = try awake()
    while count < wanted {
      // No more than that, even in a buffer that a long frame has made longer.
      let rest = UnsafeMutableRawBufferPointer(start: buffer.base + count, count: enough - count)
      do throws(Errno) {
        let read = try SystemCall.pread(descriptor, into: rest, at: offset + UInt64(count))
        // A shorter file than before: a recorder has just closed it.
        guard read > 0 else { return }
        count += read
      } catch {
        throw failure(at: offset, error)
      }
    }
  }
}

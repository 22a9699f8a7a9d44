#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The bytes of an input file, read through one buffer.
///
/// The file is not mapped: a recorder that closes it meanwhile cuts it off, and touching a mapping
/// past the end would be a fatal signal. Not thread-safe.
final class FileBytes {
  let path: String
  let descriptor: Int32
  /// The file's size when it was opened or last refreshed.
  private(set) var size: UInt64
  private var buffer = OwnedBytes(count: 0)
  private static let bufferSize: UInt64 = 256 << 10
  private var start: UInt64 = 0
  private var count = 0
  private var zeroTailStart: UInt64?

  init(path: String) throws(ReadingsError) {
    do throws(Errno) {
      descriptor = try SystemCall.open(path, O_RDONLY | O_NONBLOCK)
    } catch {
      throw ReadingsError(
        .noInput, "the file cannot be opened", place: .init(path: path), errno: error)
    }
    self.path = path
    size = 0
    let status: SystemCall.FileStatus
    do throws(Errno) {
      status = try SystemCall.status(descriptor)
    } catch {
      throw ReadingsError(
        .noInput, "the file has no status", place: .init(path: path), errno: error)
    }
    guard status.isRegular else {
      let what = status.isDirectory ? "is a directory" : "is no regular file"
      throw ReadingsError(.noInput, "\(what); name a recording", place: .init(path: path))
    }
    size = status.size
  }

  deinit { SystemCall.close(descriptor) }

  /// Asks for the size again, and forgets what was read: a live file grows and changes.
  func refresh() {
    if let status = try? SystemCall.status(descriptor) { size = status.size }
    count = 0
    zeroTailStart = nil
  }

  /// Whether somebody holds the writer's lock.
  var hasWriter: Bool {
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
    if offset < start || offset + UInt64(available) > start + UInt64(count) {
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
      let first = end - min(end, Self.bufferSize)
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
    let enough = max(wanted, Int(min(size, Self.bufferSize)))
    if buffer.count < enough { buffer = OwnedBytes(count: enough) }
    start = offset
    count = 0
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

import Glibc

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

  init(path: String) throws(ReadingsError) {
    do throws(Errno) {
      descriptor = try SystemCall.open(path, O_RDONLY | O_NONBLOCK)
    } catch {
      throw ReadingsError(
        .noInput, "the file cannot be opened", place: .init(path: path), errno: error)
    }
    self.path = path
    size = 0
    let status: (size: UInt64, isDirectory: Bool, isRegular: Bool)
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

  private func fill(at offset: UInt64, atLeast wanted: Int) throws(ReadingsError) {
    let enough = max(wanted, Int(min(size, Self.bufferSize)))
    if buffer.count < enough { buffer = OwnedBytes(count: enough) }
    start = offset
    count = 0
    while count < wanted {
      let rest = UnsafeMutableRawBufferPointer(
        start: buffer.base + count, count: buffer.count - count)
      do throws(Errno) {
        let read = try SystemCall.pread(descriptor, into: rest, at: offset + UInt64(count))
        // A shorter file than before: a recorder has just closed it.
        guard read > 0 else { return }
        count += read
      } catch {
        throw ReadingsError(
          .inputOutput, "reading failed", place: .init(path: path, byteOffset: offset),
          errno: error)
      }
    }
  }
}

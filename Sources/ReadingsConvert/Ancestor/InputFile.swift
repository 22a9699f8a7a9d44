import Glibc
import ReadingsFormat

/// A regular file that is read from its start to its end.
///
/// Not thread-safe.
package final class InputFile {
  /// The file's path, as it was given.
  package let path: String
  private let descriptor: Int32

  /// Opens a file.
  ///
  /// - Throws: `ReadingsError` with code `noInput` if the file does not exist, may not be read, or
  ///   is no regular file.
  package init(path: String) throws(ReadingsError) {
    // Without O_NONBLOCK, opening a FIFO that nobody writes to would wait for ever.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw ReadingsError(
        .noInput, "cannot be opened", place: .init(path: path), errno: .current)
    }
    self.path = path
    self.descriptor = descriptor
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw ReadingsError(.noInput, "cannot be read", place: .init(path: path), errno: .current)
    }
    let type = status.st_mode & S_IFMT
    guard type == S_IFREG else {
      let what = type == S_IFDIR ? "is a directory" : "is not a regular file"
      throw ReadingsError(.noInput, what, place: .init(path: path))
    }
  }

  deinit { close(descriptor) }

  /// Reads the next bytes into `buffer` and returns how many there were: zero at the end only.
  ///
  /// - Throws: `ReadingsError` with code `inputOutput` if the file can't be read.
  package func read(into buffer: UnsafeMutableRawBufferPointer) throws(ReadingsError) -> Int {
    while true {
      let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      guard errno == EINTR else {
        throw ReadingsError(
          .inputOutput, "cannot be read", place: .init(path: path), errno: .current)
      }
    }
  }

  /// Reads the next `count` bytes, or as many as there are.
  ///
  /// - Throws: `ReadingsError` with code `inputOutput` if the file can't be read.
  package func read(upTo count: Int) throws(ReadingsError) -> [UInt8] {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 1)
    defer { buffer.deallocate() }
    var filled = 0
    while filled < count {
      let size = try read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]))
      if size == 0 { break }
      filled += size
    }
    return Array(buffer[..<filled])
  }
}

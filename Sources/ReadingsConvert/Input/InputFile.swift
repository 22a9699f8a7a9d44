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
    do throws(Errno) {
      // Without O_NONBLOCK, opening a FIFO that nobody writes to would wait for ever.
      descriptor = try SystemCall.open(path, O_RDONLY | O_NONBLOCK)
    } catch {
      throw ReadingsError(.noInput, "cannot be opened", place: .init(path: path), errno: error)
    }
    self.path = path
    let isRegular: Bool
    let isDirectory: Bool
    do throws(Errno) {
      let status = try SystemCall.status(descriptor)
      isRegular = status.isRegular
      isDirectory = status.isDirectory
    } catch {
      throw ReadingsError(.noInput, "cannot be read", place: .init(path: path), errno: error)
    }
    guard isRegular else {
      let what = isDirectory ? "is a directory" : "is not a regular file"
      throw ReadingsError(.noInput, what, place: .init(path: path))
    }
  }

  deinit { SystemCall.close(descriptor) }

  /// Reads the next bytes into `buffer` and returns how many there were: zero at the end only.
  ///
  /// - Throws: `ReadingsError` with code `inputOutput` if the file can't be read.
  package func read(into buffer: UnsafeMutableRawBufferPointer) throws(ReadingsError) -> Int {
    do throws(Errno) {
      return try SystemCall.read(descriptor, into: buffer)
    } catch {
      throw ReadingsError(.inputOutput, "cannot be read", place: .init(path: path), errno: error)
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

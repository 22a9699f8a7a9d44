import Glibc
import ReadingsFormat

/// A regular file, or bytes in memory, read from start to end.
///
/// Not thread-safe.
package final class InputFile {
  /// The file's path, as it was given, or what stands for it in errors.
  package let path: String
  /// How many bytes there were when the file was opened.
  package let size: UInt64
  private var source: Source

  private enum Source {
    case descriptor(Int32)
    case memory(ArraySlice<UInt8>)
  }

  /// Opens a file.
  ///
  /// - Throws: `ReadingsError` with code `noInput` if the file does not exist, may not be read, or
  ///   is no regular file.
  package init(path: String) throws(ReadingsError) {
    let descriptor: Int32
    do throws(Errno) {
      // Without O_NONBLOCK, opening a FIFO that nobody writes to would wait for ever.
      descriptor = try SystemCall.open(path, O_RDONLY | O_NONBLOCK)
    } catch {
      throw ReadingsError(.noInput, "cannot be opened", place: .init(path: path), errno: error)
    }
    let status: SystemCall.FileStatus
    do throws(Errno) {
      status = try SystemCall.status(descriptor)
    } catch {
      SystemCall.close(descriptor)
      throw ReadingsError(.noInput, "cannot be read", place: .init(path: path), errno: error)
    }
    self.path = path
    size = status.size
    source = .descriptor(descriptor)
    guard status.isRegular else {
      let what = status.isDirectory ? "is a directory" : "is not a regular file"
      throw ReadingsError(.noInput, what, place: .init(path: path))
    }
  }

  /// Takes bytes for those of a file.
  package init(bytes: [UInt8], name: String) {
    path = name
    size = UInt64(bytes.count)
    source = .memory(bytes[...])
  }

  deinit {
    if case .descriptor(let descriptor) = source { SystemCall.close(descriptor) }
  }

  /// Reads the next bytes into `buffer` and returns how many there were: zero at the end only.
  ///
  /// - Throws: `ReadingsError` with code `inputOutput` if the file can't be read.
  package func read(into buffer: UnsafeMutableRawBufferPointer) throws(ReadingsError) -> Int {
    switch source {
    case .descriptor(let descriptor):
      do throws(Errno) {
        return try SystemCall.read(descriptor, into: buffer)
      } catch {
        throw ReadingsError(.inputOutput, "cannot be read", place: .init(path: path), errno: error)
      }
    case .memory(let rest):
      let next = rest.prefix(buffer.count)
      next.withUnsafeBytes { buffer.copyMemory(from: $0) }
      source = .memory(rest.dropFirst(next.count))
      return next.count
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

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A regular file that is open for reading, until it rests and from the next read on again.
///
/// Not thread-safe.
final class SourceFile {
  let path: String
  /// What tells the file from others that may take its name.
  let identity: SystemCall.FileIdentity
  /// The file's size when it was opened.
  let openingSize: UInt64
  /// `nil` while the file rests.
  private var descriptor: Int32?

  init(path: String) throws(ReadingsError) {
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
    self.descriptor = descriptor
    identity = status.identity
    openingSize = status.size
    guard status.isRegular else {
      let what = status.isDirectory ? "is a directory" : "is no regular file"
      throw ReadingsError(.noInput, "\(what); name a recording", place: .init(path: path))
    }
  }

  deinit {
    if let descriptor { SystemCall.close(descriptor) }
  }

  /// The file's size now; `nil` while it rests, or if the system does not say.
  var size: UInt64? { descriptor.flatMap { try? SystemCall.status($0).size } }

  /// Whether the path still stands for this file. As long as the file is open, no other file can have
  /// its identity.
  var hasItsName: Bool { (try? SystemCall.status(path: path).identity) == identity }

  /// Whether somebody holds the writer's lock.
  var hasWriter: Bool {
    guard let descriptor else { return false }
    do throws(Errno) {
      try SystemCall.lock(descriptor, exclusively: false)
      SystemCall.unlock(descriptor)
      return false
    } catch { return error == .wouldBlock }
  }

  /// Closes the file until something is read again.
  func rest() {
    if let descriptor = descriptor.take() { SystemCall.close(descriptor) }
  }

  /// Reads bytes at `offset`; fewer than there is room for, maybe, and none at the file's end only.
  func read(
    into buffer: UnsafeMutableRawBufferPointer, at offset: UInt64
  ) throws(ReadingsError) -> Int {
    let descriptor = try awake()
    do throws(Errno) {
      return try SystemCall.pread(descriptor, into: buffer, at: offset)
    } catch {
      throw ReadingsError(
        .inputOutput, "reading failed", place: .init(path: path, byteOffset: offset), errno: error)
    }
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
}

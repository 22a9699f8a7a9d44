#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// An error number of the operating system, as a value.
///
/// It is a single integer, so that throwing it on the heartbeat allocates nothing. See errno(3).
public struct Errno: Error, RawRepresentable, Sendable, Hashable, CustomStringConvertible {
  /// The number, such as 28 for `ENOSPC`.
  public let rawValue: Int32

  /// Makes a value from an error number.
  public init(rawValue: Int32) { self.rawValue = rawValue }

  /// The calling thread's current `errno`.
  package static var current: Errno { Errno(rawValue: errno) }

  /// No such file or directory.
  public static let notFound = Errno(rawValue: ENOENT)
  /// No space is left on the device.
  public static let noSpace = Errno(rawValue: ENOSPC)
  /// The disk quota is used up.
  public static let quotaExceeded = Errno(rawValue: EDQUOT)
  /// A signal interrupted the call.
  public static let interrupted = Errno(rawValue: EINTR)
  /// The operation would block: somebody else holds the lock.
  public static let wouldBlock = Errno(rawValue: EWOULDBLOCK)
  /// The file is a directory.
  public static let isDirectory = Errno(rawValue: EISDIR)
  /// The file exists already.
  public static let fileExists = Errno(rawValue: EEXIST)
  /// The descriptor stands for no file, or for another one than before.
  public static let badDescriptor = Errno(rawValue: EBADF)
  /// An argument is invalid.
  public static let invalidArgument = Errno(rawValue: EINVAL)
  /// The file would become larger than is allowed.
  public static let fileTooLarge = Errno(rawValue: EFBIG)
  /// There is no memory, or no address space.
  public static let noMemory = Errno(rawValue: ENOMEM)
  /// The data did not reach the file.
  public static let inputOutput = Errno(rawValue: EIO)
  /// A broken pipe: the reader of our output has gone.
  public static let brokenPipe = Errno(rawValue: EPIPE)

  /// What the system's message catalogue calls it, such as "No space left on device".
  public var description: String { String(cString: strerror(rawValue)) }
}

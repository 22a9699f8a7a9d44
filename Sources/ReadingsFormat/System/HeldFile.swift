#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// An open file that is kept open in a process whose other code may close any number, and have a file of
/// its own under it a moment later: daemons close all from 3 on, and some programs go on doing so.
///
/// So a number alone is no file. Before a call that would harm another one, and before a read whose
/// result counts, `check()` sees that the number still stands for the file that was opened, by device and
/// inode. (Between the two a thread of the host's may still close it: only a kernel could do both at
/// once.) A number that stands for something else is let go of, and not closed.
///
/// The number is above those that programs expect for themselves: never that of a standard stream, and,
/// where the limit allows it, above what select(2) can take.
package struct HeldFile: ~Copyable, Sendable {
  /// The number, which is the file's as long as `isHeld` says so.
  package let descriptor: Int32
  /// What tells the file from all others.
  package let identity: SystemCall.FileIdentity
  /// Whether the lock is given back with the file: a duplicate shares it, and does not.
  private var isLocked = false

  /// Above 1023, which is the last that select(2) takes, and that programs close by habit.
  private static let lowest: Int32 = 1 << 12
  /// How far below the limit to begin where it is lower than that.
  private static let room: Int32 = 64

  /// Opens a file (open(2), with `O_CLOEXEC`).
  package init(
    _ path: String, _ flags: Int32, mode: mode_t = 0o644
  ) throws(Errno) {
    try self.init(SystemCall.open(path, flags, mode: mode))
  }

  /// Takes a descriptor over, which somebody has just opened.
  package init(_ opened: Int32) throws(Errno) {
    let file: SystemCall.FileIdentity
    do throws(Errno) {
      file = try SystemCall.status(opened).identity
    } catch {
      SystemCall.close(opened)
      throw error
    }
    let moved = try Self.moved(opened)
    identity = file
    descriptor = moved
  }

  /// Opens the same file once more under a number of its own; throws `badDescriptor` if it is not held.
  package func duplicate() throws(Errno) -> HeldFile {
    try check()
    return try HeldFile(SystemCall.duplicate(descriptor, from: Self.base))
  }

  deinit {
    guard isHeld else { return }
    // Not left to close(2): a program that is being started at this moment has a copy of the descriptor
    // until it runs, and the lock with it.
    if isLocked { SystemCall.unlock(descriptor) }
    SystemCall.close(descriptor)
  }

  /// Forgets a file that is not held any more. The file that was opened in its place may have its number.
  package consuming func letGo() { discard self }

  /// Whether the number still stands for the file.
  package var isHeld: Bool {
    (try? SystemCall.status(descriptor).identity) == identity
  }

  /// Throws `badDescriptor` if the number stands for another file, or for none.
  package func check() throws(Errno) {
    if !isHeld { throw .badDescriptor }
  }

  /// Locks the file for as long as this is there (flock(2)), without waiting.
  package mutating func lock() throws(Errno) {
    try check()
    try SystemCall.lock(descriptor, exclusively: true)
    isLocked = true
  }

  /// The number that a file is moved to at least.
  private static var base: Int32 {
    let limit = Int32(clamping: SystemCall.descriptorLimit ?? .max)
    return min(lowest, max(3, limit - room))
  }

  /// Moves a descriptor up; where there is no room above, it stays, unless it has a standard stream's
  /// number.
  private static func moved(_ opened: Int32) throws(Errno) -> Int32 {
    guard opened < base else { return opened }
    for lowest in [base, 3] where opened < lowest {
      guard let moved = try? SystemCall.duplicate(opened, from: lowest) else { continue }
      SystemCall.close(opened)
      return moved
    }
    guard opened < 3 else { return opened }
    SystemCall.close(opened)
    throw Errno(rawValue: EMFILE)
  }
}

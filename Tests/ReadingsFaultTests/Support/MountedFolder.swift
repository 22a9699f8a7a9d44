import Foundation
import Testing

/// A file system of its own, made for a test.
///
/// It is mounted in a mount namespace that lives as long as a shell does, and the shell lives as
/// long as its standard input is open: whatever becomes of the test, nothing stays mounted. The path
/// leads through the shell's folder in `/proc`.
final class MountedFolder {
  /// Where the file system is, seen from outside.
  let path: String
  private let shell: Program
  private let scratch: Scratch

  /// A file system in memory, of so many bytes. Without privileges it is mounted in a user namespace.
  convenience init(memory size: Int) throws {
    try self.init("mount -t tmpfs -o size=\(size) none $FOLDER")
  }

  /// An ext4 file system of so many bytes, in a file. It takes root.
  convenience init(ext4 size: Int) throws {
    try Privilege.require(Privilege.mayMount, "a disk of one's own")
    try self.init(
      """
      truncate -s \(size) $FOLDER.image && mkfs.ext4 -q -O ^has_journal -m 0 $FOLDER.image \
        && mount -o loop $FOLDER.image $FOLDER
      """)
  }

  private init(_ mount: String) throws {
    scratch = try Scratch()
    let folder = scratch.file("folder")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    shell = try Program(
      "/usr/bin/unshare", [Privilege.namespace, "/bin/sh"],
      environment: ["FOLDER": folder])
    path = "/proc/\(shell.identifier)/root\(folder)"
    // A frozen file system can't be unmounted.
    try? shell.tell("trap 'fsfreeze -u $FOLDER 2>/dev/null' EXIT")
    let status = try? shell.ask("{ \(mount); } >&2; echo $?")
    try Privilege.require(status == "0", "\(mount): \(shell.errors)")
  }

  /// Runs a command in the namespace, where `$FOLDER` is the file system.
  func run(_ command: String) throws {
    let status = try shell.ask("{ \(command); } >&2; echo $?")
    try #require(status == "0", "\(command): \(shell.errors)")
  }

  /// Has an ext4 file system fail whatever is asked of it. (EXT4_IOC_SHUTDOWN)
  func shutDown() throws {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY)
    defer { close(descriptor) }
    // Without writing anything back.
    var flags: UInt32 = 2
    try #require(ioctl(descriptor, 0x8004_587D, &flags) == 0)
  }

  deinit {
    shell.closeInput()
    _ = try? shell.ending()
  }

  /// The path of a file.
  func file(_ name: String = "run.rdg") -> String { "\(path)/\(name)" }

  /// The names of the files.
  var names: Set<String> {
    Set((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [])
  }
}

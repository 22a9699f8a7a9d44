import Foundation
import Testing

/// A file system that misbehaves as it is told: a `fault-filesystem`.
///
/// It is mounted in a mount namespace of its own, and ends with the program behind it.
final class FaultyFolder {
  /// Where the file system is, seen from outside.
  let path: String
  private let server: Program
  private let scratch: Scratch

  init() throws {
    scratch = try Scratch()
    let folder = scratch.file("folder")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    server = try Program(
      "/usr/bin/unshare",
      [Privilege.namespace, Program.built("fault-filesystem"), folder])
    let answer = try? server.answer()
    try Privilege.require(answer == "mounted", "a FUSE file system: \(server.errors)")
    path = "/proc/\(server.identifier)/root\(folder)"
  }

  deinit {
    server.closeInput()
    _ = try? server.ending()
  }

  /// Leaves everything that is asked of it unanswered from now on.
  func stall() throws { #expect(try server.ask("stall") == "done") }

  /// Answers again.
  func go() throws { #expect(try server.ask("go") == "done") }

  /// Lets all files together have so many bytes.
  func setQuota(_ bytes: Int) throws { #expect(try server.ask("quota \(bytes)") == "done") }

  /// Lets what is to be written to the disk fail with an error; 0 for none.
  func failWriteBacks(with error: Int32) throws {
    #expect(try server.ask("fsync \(error)") == "done")
  }

  /// The path of a file.
  func file(_ name: String = "run.rdg") -> String { "\(path)/\(name)" }
}

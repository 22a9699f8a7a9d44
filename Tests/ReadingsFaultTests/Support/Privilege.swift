import Foundation
import Testing

/// Tests of what takes privileges are skipped without them, with a line that says what they lack. With them
/// nothing is skipped: what fails then has failed.
enum Privilege {
  /// Whether this process may mount file systems (CAP_SYS_ADMIN, bit 21 of its effective capabilities).
  static let mayMount: Bool = {
    let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = status?.split(separator: "\n").first { $0.hasPrefix("CapEff:") }
    let mask = line.flatMap { UInt64($0.dropFirst(7).drop { $0.isWhitespace }, radix: 16) } ?? 0
    return mask >> 21 & 1 == 1
  }()

  /// How unshare(1) gets a mount namespace: a user namespace comes with it where the process may not mount.
  static let namespace = mayMount ? "-m" : "-Urm"

  /// Skips the test unless `isThere`; fails it where the privileges for it are there all the same.
  static func require(_ isThere: Bool, _ what: @autoclosure () -> String) throws {
    if isThere { return }
    if mayMount { throw Missing(what: what()) }
    // Of a case that is cancelled among others nothing is said otherwise.
    let line = "skipped for want of privileges: \(Test.current?.name ?? ""): \(what())\n"
    FileHandle.standardError.write(Data(line.utf8))
    try Test.cancel("takes privileges: \(what())")
  }

  /// What is not there although the privileges are.
  struct Missing: Error {
    var what: String
  }
}

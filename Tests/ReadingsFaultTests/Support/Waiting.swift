import Foundation

/// Something that a test waited for did not come about.
struct Overdue: Error { var what: String }

/// Waits until something is the case; throws when it is not after a minute, so that a test that
/// would hang fails.
func wait(for what: String, until isSo: () throws -> Bool) throws {
  for _ in 0..<60_000 {
    if try isSo() { return }
    usleep(1000)
  }
  throw Overdue(what: what)
}

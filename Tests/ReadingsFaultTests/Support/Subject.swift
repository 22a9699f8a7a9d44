import Testing

/// A `fault-subject`, which records itself while terrible things happen to it.
struct Subject {
  let program: Program
  let path: String

  /// Starts it, and expects that it records.
  init(_ path: String, _ settings: String...) throws {
    self.path = path
    program = try Program("fault-subject", [path] + settings)
    #expect(try program.answer() == "recording")
  }

  /// Sends a command, and returns the answer.
  @discardableResult func ask(_ command: String) throws -> String { try program.ask(command) }

  /// Expects that the host does its own work.
  func expectHostWorks() throws {
    let before = try #require(Int(try ask("work 1")))
    #expect(try ask("work 1000") == "\(before + 1000)")
  }

  /// Records an event and waits until it is in a file.
  func record(_ label: String) throws {
    // An event may find the ring full until it has been emptied.
    #expect(try ask("flush 30000") == "true", "nothing is recorded: \(program.errors)")
    try ask("event \(label)")
    #expect(try ask("flush 30000") == "true", "\(label) is not recorded: \(program.errors)")
  }

  /// Has it stop its probe and leave.
  func leave() throws {
    #expect(try ask("stop 30000") == "true")
    try program.tell("exit 0")
    #expect(try program.ending() == .status(0))
  }
}

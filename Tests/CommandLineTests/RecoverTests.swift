import Foundation
import Glibc
import Testing

@Suite("Damaged files")
struct RecoverTests {
  let tool: Tool

  init() throws { tool = try Tool() }

  /// Damages eight bytes in the middle of a file, which costs a block.
  private func damage(_ name: String) throws {
    var bytes = try tool.read(name)
    // In the values of a block, not in its summary.
    for position in bytes.count / 2 + 130..<bytes.count / 2 + 138 { bytes[position] ^= 0x5A }
    try tool.write(name, bytes)
  }

  private func rows(_ name: String) throws -> [String] {
    let outcome = try tool.run("convert", name, "--csv", "-o", "-")
    #expect(outcome.status == 0)
    return outcome.text.split(separator: "\n").dropFirst().map(String.init)
  }

  @Test("A clean file is said to be clean", arguments: [true, false])
  func clean(closing: Bool) throws {
    try tool.record("run.rdg", rows: 1000, closing: closing)
    for arguments in [["check", "run.rdg"], ["check", "--full", "run.rdg"]] {
      let outcome = try tool.run(list: arguments)
      #expect(outcome.status == 0)
      #expect(outcome.error.isEmpty)
      #expect(outcome.text.contains("rows       1000 intact, of them 10 events; 0 lost\n"))
      #expect(outcome.text.contains("span       0 s to 0.999 s\n"))
      #expect(outcome.text.contains("ending     \(closing ? "closed" : "interrupted")\n"))
      #expect(outcome.text.hasSuffix("damage     none\n"))
    }
  }

  @Test("What is lost is said: rows, time and bytes")
  func damaged() throws {
    try tool.record("run.rdg", rows: 1000)
    try damage("run.rdg")
    let outcome = try tool.run("check", "--full", "run.rdg")
    #expect(outcome.status == 65)
    #expect(outcome.isOneLine, "\(outcome.error)")
    #expect(outcome.text.contains("rows       900 intact, of them 9 events; 100 lost\n"))
    let place = /byte \d+, \d+ bytes: .*; rows (\d+)00 to (\d+)99 are lost, 0\.\d+ s to 0\.\d+ s\n/
    let found = try #require(outcome.text.firstMatch(of: place), "\(outcome.text)")
    #expect(found.output.1 == found.output.2)
    #expect(outcome.error.hasPrefix("readings: run.rdg: damaged: 100 rows lost between 0."))
  }

  @Test("JSON has the facts")
  func json() throws {
    try tool.record("run.rdg", rows: 1000)
    try tool.record("other.rdg", rows: 10)
    try damage("run.rdg")
    let outcome = try tool.run("check", "--full", "--json", "run.rdg", "other.rdg")
    #expect(outcome.status == 65)
    #expect(outcome.error.hasSuffix("; 1 of 2 files are damaged\n"))
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(outcome.output)) as? [String: Any])
    let files = try #require(object["files"] as? [[String: Any]])
    #expect(files.map { $0["file"] as? String } == ["run.rdg", "other.rdg"])
    #expect(files.map { $0["clean"] as? Bool } == [false, true])
    #expect(files.map { $0["lost_rows"] as? Int } == [100, 0])
    #expect(files.map { $0["rows"] as? Int } == [900, 10])
    #expect(
      Set(files[0].keys) == [
        "file", "depth", "clean", "recordings", "rows", "event_count", "blocks", "first_seconds",
        "last_seconds", "bytes", "ending", "lost_rows", "damage",
      ])
    let places = try #require(files[0]["damage"] as? [[String: Any]])
    #expect(places.map { $0["rows"] as? Int } == [100])
  }

  @Test("Of several files all are checked, also when one is missing")
  func several() throws {
    try tool.recordSeries(files: 3)
    let outcome = try tool.run("check", "run.000001.rdg", "run.000002.rdg", "run.rdg")
    #expect(outcome.status == 0)
    #expect(outcome.text.components(separatedBy: "damage     none\n").count == 4)
    let missing = try tool.run("check", "run.000001.rdg", "none.rdg", "run.rdg")
    #expect(missing.status == 66)
    #expect(missing.isOneLine)
    #expect(missing.text.components(separatedBy: "damage     none\n").count == 3)
    #expect(try tool.run("check", "run.out").status == 65)
  }

  @Test("What is intact comes out into a clean file, and the old one stays as it was")
  func recover() throws {
    try tool.record("run.rdg", rows: 1000)
    try damage("run.rdg")
    let old = try tool.read("run.rdg")
    let outcome = try tool.run("recover", "run.rdg", "-o", "new.rdg")
    #expect(outcome.status == 65)
    #expect(outcome.isOneLine, "\(outcome.error)")
    #expect(outcome.text.contains("new file   new.rdg\n"))
    #expect(outcome.text.contains("rows       900 saved, of them 9 events; 100 lost\n"))
    #expect(try tool.read("run.rdg") == old)
    #expect(try tool.files() == ["new.rdg", "run.out", "run.rdg"])
    #expect(try tool.run("check", "--full", "new.rdg").status == 0)
    let all = Tool.lines(rows: 0..<1000)
    let found = try rows("new.rdg")
    #expect(found.count == 900)
    #expect(found == all.filter(Set(found).contains))
    let info = try tool.run("info", "new.rdg")
    #expect(info.text.contains("process    worker\\u{1B}[31m (4711)\n"))
    #expect(info.text.contains("ending     closed\n"))
  }

  @Test("An interrupted recording comes out whole, and closed")
  func interrupted() throws {
    try tool.record("run.rdg", rows: 1234, closing: false)
    let outcome = try tool.run("recover", "run.rdg", "-o", "new.rdg")
    #expect(outcome.status == 0)
    #expect(outcome.error.isEmpty)
    #expect(try rows("new.rdg") == Tool.lines(rows: 0..<1234))
  }

  @Test("Of two recordings in one file, the larger comes out, and the other when it is asked for")
  func concatenated() throws {
    try tool.record("one.rdg", rows: 300)
    try tool.recordSeries(files: 2)
    try tool.write("both.rdg", try tool.read("one.rdg") + tool.read("run.rdg"))
    let check = try tool.run("check", "both.rdg")
    #expect(check.status == 65)
    let holds = try #require(
      check.text.firstMatch(of: #/holds      2 recordings, of which this is ([0-9a-f]{8})\n/#))
    let tags = check.text.matches(of: #/\n {11}([0-9a-f]{8})  /#).map { String($0.output.1) }
    #expect(tags.count == 2 && tags[0] == holds.output.1)
    let first = try tool.run("recover", "both.rdg", "-o", "first.rdg")
    #expect(first.status == 65)
    #expect(
      first.error
        == "readings: both.rdg: holds 2 recordings; the largest was written, and --recording "
        + "\(tags[1]) writes another one\n")
    #expect(try rows("first.rdg") == Tool.lines(rows: 0..<300))
    let second = try tool.run("recover", "both.rdg", "-o", "second.rdg", "--recording", tags[1])
    #expect(second.status == 0)
    #expect(try rows("second.rdg") == Tool.lines(rows: 100..<200))
    let third = try tool.run("recover", "both.rdg", "-o", "third.rdg", "--recording", "00000000")
    #expect(third.status == 64)
    #expect(
      third.error
        == "readings: both.rdg: the file has no recording 00000000; it holds "
        + "\(tags.joined(separator: ", "))\n")
    #expect(try !tool.files().contains { $0.contains("third") || $0.hasSuffix(".tmp") })
  }

  @Test("A recovered file of a series is read with the others")
  func series() throws {
    try tool.recordSeries(files: 3)
    var bytes = try tool.read("run.000002.rdg")
    for position in bytes.count - 8..<bytes.count { bytes[position] = 0 }
    try tool.write("run.000002.rdg", bytes)
    #expect(try tool.run("recover", "run.000002.rdg", "-o", "new.rdg").status == 65)
    try FileManager.default.removeItem(atPath: tool.path("run.000002.rdg"))
    try FileManager.default.moveItem(
      atPath: tool.path("new.rdg"), toPath: tool.path("run.000002.rdg"))
    #expect(try rows("run.rdg") == Tool.lines(rows: 0..<300))
  }

  @Test("A file whose first page is gone comes out as well")
  func withoutBeginning() throws {
    try tool.record("run.rdg", rows: 500)
    var bytes = try tool.read("run.rdg")
    for position in 0..<100 { bytes[position] = 0 }
    try tool.write("run.rdg", bytes)
    #expect(try tool.run("check", "run.rdg").status == 65)
    #expect(try tool.run("recover", "run.rdg", "-o", "new.rdg").status == 65)
    #expect(try rows("new.rdg") == Tool.lines(rows: 0..<500))
  }

  @Test("The file itself, by whatever name, is no place to recover to")
  func inPlace() throws {
    try tool.record("run.rdg", rows: 100)
    #expect(link(tool.path("run.rdg"), tool.path("hard.rdg")) == 0)
    #expect(symlink("run.rdg", tool.path("soft.rdg")) == 0)
    let old = try tool.read("run.rdg")
    for name in ["run.rdg", "hard.rdg", "soft.rdg", "./run.rdg"] {
      let outcome = try tool.run("recover", "run.rdg", "-o", name)
      #expect(outcome.status == 64)
      #expect(outcome.isOneLine)
    }
    #expect(try tool.read("run.rdg") == old)
  }

  @Test("What can't be written or read is said, and nothing is left behind")
  func errors() throws {
    try tool.record("run.rdg", rows: 100)
    let statuses: [([String], Int32)] = [
      (["recover", "none.rdg", "-o", "new.rdg"], 66),
      (["recover", "run.out", "-o", "new.rdg"], 65),
      (["recover", "run.rdg", "-o", "no/such/folder/new.rdg"], 73),
      (["recover", "run.rdg", "-o", "."], 73),
      (["recover", "run.rdg", "-o", "/dev/null"], 73),
      (["recover", "run.rdg", "-o", "-"], 64),
      (["recover", "run.rdg"], 64),
      (["recover", "run.rdg", "-o", "new.rdg", "--recording", "0"], 64),
      (["check"], 64),
      (["check", "."], 66),
    ]
    for (arguments, status) in statuses {
      let outcome = try tool.run(list: arguments)
      #expect(outcome.status == status, "\(arguments): \(outcome.error)")
      #expect(outcome.isOneLine, "\(arguments): \(outcome.error)")
    }
    #expect(try tool.files() == ["run.out", "run.rdg"])
  }

  @Test("A file that is there is replaced and keeps its permissions, but not while it is recorded")
  func replaced() throws {
    try tool.record("run.rdg", rows: 100)
    try tool.write("new.rdg", "old".utf8)
    #expect(chmod(tool.path("new.rdg"), 0o640) == 0)
    #expect(try tool.run("recover", "run.rdg", "-o", "new.rdg").status == 0)
    var status = stat()
    #expect(stat(tool.path("new.rdg"), &status) == 0)
    #expect(status.st_mode & 0o777 == 0o640)
    let descriptor = open(tool.path("new.rdg"), O_RDONLY)
    defer { close(descriptor) }
    #expect(flock(descriptor, LOCK_EX) == 0)
    let outcome = try tool.run("recover", "run.rdg", "-o", "new.rdg")
    #expect(outcome.status == 73)
    #expect(outcome.isOneLine)
  }
}

import Foundation
import ReadingsFormat
import Testing

@Suite("A recording in several files")
struct SeriesTests {
  let tool: Tool

  init() throws { tool = try Tool() }

  /// The lines behind the headings.
  private func rows(_ text: String) -> [String] {
    text.split(separator: "\n").dropFirst().map(String.init)
  }

  @Test("The current file is read with the finished ones beside it, --alone without")
  func beside() throws {
    try tool.recordSeries(files: 4)
    let outcome = try tool.run("convert", "run.rdg", "--csv", "-o", "-")
    #expect(outcome.status == 0)
    #expect(outcome.error.isEmpty)
    #expect(rows(outcome.text) == Tool.lines(rows: 0..<400))
    let alone = try tool.run("convert", "run.rdg", "--alone", "--csv", "-o", "-")
    #expect(rows(alone.text) == Tool.lines(rows: 300..<400))
    let finished = try tool.run("convert", "run.000002.rdg", "--csv", "-o", "-")
    #expect(rows(finished.text) == Tool.lines(rows: 100..<200))
    let part = try tool.run(
      "convert", "run.rdg", "--csv", "-o", "-", "--from", "event 100", "--to", "0.250")
    #expect(rows(part.text) == Tool.lines(rows: 100..<251))
  }

  @Test("The output stands beside the file that is named first")
  func output() throws {
    try tool.recordSeries(files: 3)
    let before = try tool.files()
    #expect(try tool.run("run.rdg").status == 0)
    #expect(try tool.files() == (before + ["run.rdg.png"]).sorted())
    #expect(try tool.run("convert", "run.000001.rdg", "run.rdg", "--csv").status == 65)
    #expect(try tool.files().contains("run.000001.rdg.csv"))
  }

  @Test("Files that are named are read together, in any order and each once")
  func named() throws {
    try tool.recordSeries(files: 4)
    let outcome = try tool.run(
      "convert", "run.000003.rdg", "run.000002.rdg", "./run.000003.rdg", "--csv", "-o", "-")
    #expect(outcome.status == 0)
    #expect(rows(outcome.text) == Tool.lines(rows: 100..<300))
    let all = try tool.shell("exec \"$0\" info run.0*.rdg run.rdg")
    #expect(all.status == 0)
    #expect(all.text.contains("files      4\n"))
  }

  @Test("Rows that are missing between two files are told, with the file behind them")
  func missing() throws {
    try tool.recordSeries(files: 4)
    try FileManager.default.removeItem(atPath: tool.path("run.000001.rdg"))
    #expect(try tool.run("info", "run.rdg").status == 0)
    try FileManager.default.removeItem(atPath: tool.path("run.000003.rdg"))
    let outcome = try tool.run("convert", "run.rdg", "--csv")
    #expect(outcome.status == 65)
    #expect(
      outcome.error
        == "readings: run.rdg: damaged: 100 rows lost between 0.199 s and 0.3 s, 0 bytes in "
        + "1 place, at byte 0 of run.rdg: rows are missing before this file\n")
    let csv = String(decoding: try tool.read("run.rdg.csv"), as: UTF8.self)
    #expect(rows(csv) == Tool.lines(rows: 100..<200) + Tool.lines(rows: 300..<400))
  }

  @Test("Damage is told with its file")
  func damaged() throws {
    try tool.recordSeries(files: 3)
    var bytes = try tool.read("run.000002.rdg")
    for position in bytes.count / 2..<bytes.count / 2 + 8 { bytes[position] ^= 0x5A }
    try tool.write("run.000002.rdg", bytes)
    let outcome = try tool.run("info", "run.rdg")
    #expect(outcome.status == 65)
    #expect(outcome.isOneLine)
    #expect(outcome.error.contains(" of run.000002.rdg: "), "\(outcome.error)")
    #expect(outcome.text.contains("           run.000002.rdg: byte "))
    let json = try tool.run("info", "run.rdg", "--json")
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(json.output)) as? [String: Any])
    let damage = try #require(object["damage"] as? [[String: Any]])
    #expect(Set(damage.map { $0["file"] as? String }) == ["run.000002.rdg"])
  }

  @Test("info knows the recording and how many files it is in")
  func info() throws {
    try tool.recordSeries(files: 3)
    let text = try tool.run("info", "run.rdg").text
    #expect(text.contains("files      3\n"))
    #expect(text.contains("recording  000000000000000000000000000000ab\n"))
    #expect(text.contains("rows       300, of them 297 heartbeats and 3 events\n"))
    let outcome = try tool.run("info", "run.rdg", "--json")
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(outcome.output)) as? [String: Any])
    #expect(object["file_count"] as? Int == 3)
    #expect(object["recording_id"] as? String == "000000000000000000000000000000ab")
    let sizes = try ["run.000001.rdg", "run.000002.rdg", "run.rdg"].map {
      try tool.read($0).count
    }
    #expect(object["bytes"] as? Int == sizes.reduce(0, +))
  }

  @Test("Files of two recordings are not mixed, by name or by place")
  func mixed() throws {
    try tool.recordSeries(files: 3)
    try FileManager.default.moveItem(
      atPath: tool.path("run.rdg"), toPath: tool.path("other.rdg"))
    try tool.recordSeries(files: 1, id: RecordingID(bits: 7))
    let named = try tool.run("plot", "other.rdg", "run.rdg")
    #expect(named.status == 64)
    #expect(named.isOneLine)
    #expect(named.error.contains("run.rdg: is of another recording than other.rdg"))
    let outcome = try tool.run("info", "run.rdg")
    #expect(outcome.status == 0)
    #expect(outcome.text.contains("files      1\n"))
  }

  /// Files, and the status when they are read together.
  static let unreadable: [([String], Int32)] = [
    (["run.rdg", "run.out"], 64), (["run.out", "run.out"], 64), (["run.rdg", "none.rdg"], 66),
    (["run.rdg", "."], 66), (["run.rdg", "notes.txt"], 65),
    (["run.rdg", "run.000001.rdg", "--alone"], 64),
  ]

  @Test("What can't be read together is one line and a status", arguments: unreadable)
  func wrong(files: [String], status: Int32) throws {
    try tool.recordSeries(files: 2)
    try tool.write("notes.txt", "Dear diary".utf8)
    let before = try tool.files()
    for command in [["plot"], ["convert", "--csv"], ["info"]] {
      let outcome = try tool.run(list: command + files)
      #expect(outcome.status == status)
      #expect(outcome.isOneLine, "\(outcome.error)")
      #expect(outcome.output.isEmpty)
    }
    #expect(try tool.files() == before)
  }

  @Test("No file of the recording is overwritten")
  func overInput() throws {
    try tool.recordSeries(files: 3)
    let bytes = try tool.read("run.000001.rdg")
    let outcome = try tool.run("convert", "run.rdg", "--csv", "-o", "run.000001.rdg")
    #expect(outcome.status == 64)
    #expect(outcome.isOneLine)
    #expect(try tool.read("run.000001.rdg") == bytes)
  }
}

import Foundation
import Testing

@Suite("Recordings of the probe")
struct RecordingTests {
  let tool: Tool

  init() throws { tool = try Tool() }

  /// The lines behind the headings.
  private func rows(_ text: String) -> [String] {
    text.split(separator: "\n").dropFirst().map(String.init)
  }

  @Test("Every row comes out, closed or left behind by a kill", arguments: [true, false])
  func everyRow(closing: Bool) throws {
    try tool.record("run.rdg", rows: 1234, closing: closing)
    let outcome = try tool.run("convert", "run.rdg", "--csv", "-o", "-")
    #expect(outcome.status == 0)
    #expect(outcome.error.isEmpty)
    #expect(outcome.text.hasPrefix("time_seconds,resident_bytes,user_cpu_seconds,load,event\n"))
    #expect(rows(outcome.text) == Tool.lines(rows: 0..<1234))
  }

  @Test("A part by time and by label, to the row")
  func parts() throws {
    try tool.record("run.rdg", rows: 1234)
    let byTime = try tool.run(
      "convert", "run.rdg", "--csv", "-o", "-", "--from", "0.3", "--to", "701ms")
    #expect(rows(byTime.text) == Tool.lines(rows: 300..<702))
    let byLabel = try tool.run(
      "convert", "run.rdg", "--csv", "-o", "-", "--from", "event 200", "--to", "event 1100")
    #expect(rows(byLabel.text) == Tool.lines(rows: 200..<1101))
    let last = try tool.run("convert", "run.rdg", "--csv", "-o", "-", "--from", "1.233")
    #expect(rows(last.text) == Tool.lines(rows: 1233..<1234))
  }

  @Test("A damaged block costs its rows; the others are written and the loss is said")
  func damaged() throws {
    try tool.record("run.rdg", rows: 1000)
    let whole = try tool.read("run.rdg")
    let all = Tool.lines(rows: 0..<1000)
    var losses: Set<Int> = []
    for part in 3..<12 {
      var bytes = whole
      for position in bytes.count * part / 13..<bytes.count * part / 13 + 8 {
        bytes[position] ^= 0x5A
      }
      try tool.write("run.rdg", bytes)
      let outcome = try tool.run("convert", "run.rdg", "--csv")
      #expect(outcome.status == 65)
      #expect(outcome.isOneLine, "\(outcome.error)")
      let found = rows(String(decoding: try tool.read("run.rdg.csv"), as: UTF8.self))
      #expect(found == all.filter(Set(found).contains))
      let loss = 1000 - found.count
      #expect(
        outcome.error.hasPrefix("readings: run.rdg: damaged: \(loss) rows lost"),
        "\(outcome.error)")
      losses.insert(loss)
    }
    #expect(losses.contains(100))
    #expect(losses.allSatisfy { $0 <= 200 })
    #expect(try tool.run("run.rdg").status == 65)
    #expect(try tool.files().contains("run.rdg.png"))
    #expect(try tool.run("info", "run.rdg").status == 65)
  }

  @Test("Wherever a file is cut, no run crashes and nothing is made up")
  func cut() throws {
    try tool.record("run.rdg", rows: 500)
    let bytes = try tool.read("run.rdg")
    let all = Set(Tool.lines(rows: 0..<500))
    for part in 1..<40 {
      try tool.write("cut.rdg", bytes.prefix(bytes.count * part / 40))
      let outcome = try tool.run("convert", "cut.rdg", "--csv", "-o", "-")
      #expect(outcome.status == 0 || outcome.status == 65)
      #expect(outcome.error.isEmpty || outcome.isOneLine)
      #expect(Set(rows(outcome.text)).isSubset(of: all))
    }
  }

  @Test("info knows the process, the heartbeat and how well it was kept")
  func info() throws {
    try tool.record("run.rdg", rows: 1000)
    let text = try tool.run("info", "run.rdg").text
    #expect(text.contains("process    worker\\u{1B}[31m (4711)\n"))
    #expect(text.contains("start      2001-09-09T01:46:40.123Z\n"))
    #expect(text.contains("heartbeat  1 ms asked, 99.10 % of beats kept, median interval 1 ms\n"))
    #expect(text.contains("rows       1000, of them 990 heartbeats and 10 events\n"))
    #expect(text.contains("span       0 s to 0.999 s\n"))
    #expect(text.contains("gaps       none longer than 3 ms\n"))
    #expect(text.contains("ending     closed\n"))
    #expect(text.contains("damage     none\n"))
  }

  @Test("An interrupted recording is no damaged one")
  func interrupted() throws {
    try tool.record("run.rdg", rows: 10, closing: false)
    let outcome = try tool.run("info", "run.rdg")
    #expect(outcome.status == 0)
    #expect(outcome.error.isEmpty)
    #expect(outcome.text.contains("ending     interrupted\n"))
  }
}

import Foundation
import Testing

@Suite("How it is used")
struct UsageTests {
  let tool: Tool

  init() throws { tool = try Tool() }

  @Test(
    "Help is what it was", arguments: ["readings", "plot", "convert", "info", "check", "recover"])
  func help(command: String) throws {
    let outcome =
      command == "readings" ? try tool.run("--help") : try tool.run(command, "--help")
    #expect(outcome.status == 0)
    #expect(outcome.error.isEmpty)
    let snapshot = try #require(
      Bundle.module.url(forResource: "Snapshots/\(command)", withExtension: "txt"))
    #expect(outcome.text == (try String(contentsOf: snapshot, encoding: .utf8)))
  }

  @Test("The version")
  func version() throws {
    let outcome = try tool.run("--version")
    #expect(outcome.status == 0)
    #expect(outcome.text.wholeMatch(of: /readings \d+\.\d+\.\d+\n/) != nil)
  }

  @Test(
    "Wrong arguments are one line and status 64",
    arguments: [
      [], ["--foo"], ["convert"], ["convert", "run.out"],
      ["run.out", "run.out"],
      ["convert", "run.out", "--csv", "--tsv", "-o", "x"],
      ["plot", "run.out", "--size", "1600"], ["plot", "run.out", "--size", "0x0"],
      ["plot", "run.out", "--size", "99999x99999"], ["plot", "run.out", "--size", "-9x-9"],
      ["convert", "run.out", "--csv", "--from"],
      ["convert", "run.out", "--csv", "--from", "1", "--from-event", "done"],
      ["convert", "run.out", "--csv", "--to", "1", "--to-event", "done"],
      ["convert", "run.out", "--csv", "--from", "nan"],
      ["convert", "run.out", "--csv", "--from", "inf"],
      ["convert", "run.out", "--csv", "--to", "-inf"],
      ["convert", "run.out", "--csv", "--from", "-1"],
      ["convert", "run.out", "--csv", "--from", "2", "--to", "1"],
      ["convert", "run.out", "--csv", "--from", "1", "--to", "1"],
      ["convert", "run.out", "--csv", "--from", "99"],
      ["convert", "run.out", "--csv", "--from", "done", "--to", "loading_model"],
      ["convert", "run.out", "--csv", "--from", "no\nsuch\u{1B}label"],
      ["plot", "run.out", "--from", "2", "--to", "1"], ["plot", "run.out", "--from", "inf"],
      ["run.out", "--to-event", "1"],
    ])
  func wrong(arguments: [String]) throws {
    let outcome = try tool.run(list: arguments)
    #expect(outcome.status == 64)
    #expect(outcome.isOneLine, "\(outcome.error)")
    #expect(outcome.output.isEmpty)
    #expect(try tool.files() == ["run.out"])
  }

  @Test("A range backwards is answered with both ends")
  func backwards() throws {
    let outcome = try tool.run("convert", "run.out", "--csv", "--from", "2", "--to", "500ms")
    #expect(
      outcome.error == "readings: the range ends at or before its start: from 2 s to 0.5 s\n")
  }

  @Test("An unknown label is answered with some that exist")
  func unknownLabel() throws {
    let outcome = try tool.run("plot", "run.out", "--from", "loop")
    #expect(
      outcome.error
        == "readings: no event is labelled 'loop'; there are 'spawned_heartbeat', "
        + "'loading_model', 'model_ready', 'loop_1', 'loop_2' and others\n")
  }

  @Test("A range by label and by time")
  func range() throws {
    let outcome = try tool.run(
      "convert", "run.out", "--csv", "-o", "-", "--from", "model_ready", "-t", "62ms")
    #expect(outcome.status == 0)
    let times = outcome.text.split(separator: "\n").dropFirst().map { $0.prefix { $0 != "," } }
    #expect(times == ["0.059000000", "0.060000000", "0.062000000"])
  }

  @Test("A label that looks like a time")
  func numericLabel() throws {
    try tool.write("n.out", "#ReadingsV1\ntime event\n0.000 a\n0.500 1\n1.000 b\n".utf8)
    let byTime = try tool.run("convert", "n.out", "--tsv", "-o", "-", "--from", "1")
    #expect(byTime.text == "time_seconds\tevent\n1.000000000\tb\n")
    let byLabel = try tool.run("convert", "n.out", "--tsv", "-o", "-", "--from-event", "1")
    #expect(byLabel.text == "time_seconds\tevent\n0.500000000\t1\n1.000000000\tb\n")
  }
}

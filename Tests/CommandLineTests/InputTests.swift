import Foundation
import Glibc
import Testing

@Suite("What comes in")
struct InputTests {
  let tool: Tool

  init() throws { tool = try Tool() }

  /// Runs each subcommand on a file and expects the same error of each.
  private func expect(
    _ status: Int32, _ part: String, for file: String,
    location: SourceLocation = #_sourceLocation
  ) throws {
    let before = try tool.files()
    for outcome in [
      try tool.run("plot", file), try tool.run("convert", file, "--csv"),
      try tool.run("info", file), try tool.run("info", file, "--json"),
    ] {
      #expect(outcome.status == status, sourceLocation: location)
      #expect(outcome.isOneLine, "\(outcome.error)", sourceLocation: location)
      #expect(outcome.error.contains(part), "\(outcome.error)", sourceLocation: location)
      #expect(outcome.output.isEmpty, sourceLocation: location)
    }
    #expect(try tool.files() == before, sourceLocation: location)
  }

  @Test("No file")
  func missing() throws { try expect(66, "No such file or directory", for: "none.rdg") }

  @Test("A directory")
  func directory() throws { try expect(66, "is a directory", for: ".") }

  @Test("A pipe nobody writes to")
  func fifo() throws {
    #expect(mkfifo(tool.path("fifo"), 0o600) == 0)
    try expect(66, "not a regular file", for: "fifo")
  }

  @Test("An empty file")
  func empty() throws {
    try tool.write("empty.rdg", [])
    try expect(65, "empty", for: "empty.rdg")
  }

  @Test("Some text")
  func text() throws {
    try tool.write("notes.txt", "Dear diary,\n".utf8)
    try expect(65, "neither", for: "notes.txt")
  }

  @Test("Random bytes")
  func random() throws {
    var state: UInt64 = 42
    let bytes = (0..<100_000).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: state >> 56)
    }
    try tool.write("random.rdg", bytes)
    try expect(65, "neither", for: "random.rdg")
  }

  @Test("A name that would command the terminal is spelled out")
  func awkwardName() throws {
    try expect(66, "a\\u{A}\\u{1B}[31mb", for: "a\n\u{1B}[31mb")
  }

  @Test("What is intact of a damaged recording is written, and what is lost is said")
  func damaged() throws {
    try tool.write("cut.out", Tool.recording.dropLast(10))
    let outcome = try tool.run("convert", "cut.out", "--csv")
    #expect(outcome.status == 65)
    #expect(outcome.isOneLine)
    #expect(outcome.error.hasPrefix("readings: cut.out: damaged: 1 row lost after 2.234 s, "))
    #expect(outcome.error.contains("line 1143: cut short"))
    let csv = String(decoding: try tool.read("cut.out.csv"), as: UTF8.self)
    #expect(csv.split(separator: "\n").count == 1141)

    let info = try tool.run("info", "cut.out")
    #expect(info.status == 65)
    #expect(info.text.contains("ending     interrupted"))
    #expect(info.text.contains("line 1143: cut short"))
    #expect(info.isOneLine)
  }

  @Test("Labels come out whole in CSV and harmless on the terminal")
  func awkwardLabels() throws {
    let long = String(repeating: "long_", count: 20_000)
    let text =
      "#ReadingsV1\ntime event\n0.000 say \"hi\", all\n0.001 \u{1B}]0;title\u{7}\u{9B}2J\n"
      + "0.002 \(long)\n"
    try tool.write("labels.out", text.utf8)
    let csv = try tool.run("convert", "labels.out", "--csv", "-o", "-")
    #expect(csv.status == 0)
    #expect(
      csv.text
        == "time_seconds,event\n0.000000000,\"say \"\"hi\"\", all\"\n"
        + "0.001000000,\u{1B}]0;title\u{7}\u{9B}2J\n0.002000000,\(long)\n")
    let info = try tool.run("info", "labels.out", "--events")
    #expect(info.status == 0)
    #expect(info.text.contains("\\u{1B}]0;title\\u{7}\\u{9B}2J"))
    #expect(info.text.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 })
    #expect(info.text.utf8.count < 2000)
  }
}

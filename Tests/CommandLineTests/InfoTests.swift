import Foundation
import Testing

@Suite("What info says")
struct InfoTests {
  let tool: Tool

  init() throws { tool = try Tool() }

  @Test("JSON has the facts, and every key whether it is known or not")
  func json() throws {
    let outcome = try tool.run("info", "run.out", "--json")
    #expect(outcome.status == 0)
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(outcome.output)) as? [String: Any])
    #expect(
      Set(object.keys) == [
        "file", "file_count", "format", "recording_id", "process", "host", "boot", "cores",
        "page_bytes", "start",
        "start_unix_nanoseconds", "heartbeat", "rows", "heartbeats", "first_seconds",
        "last_seconds", "gaps", "event_count", "events", "columns", "schemas", "blocks", "bytes",
        "ending", "damage",
      ])
    #expect(object["rows"] as? Int == 1141)
    #expect(object["heartbeats"] as? Int == 1117)
    #expect(object["event_count"] as? Int == 24)
    #expect((object["events"] as? [Any])?.count == 10)
    #expect(object["last_seconds"] as? Double == 2.235)
    #expect(object["bytes"] as? Int == 148_654)
    #expect(object["ending"] as? String == "closed")
    #expect(object["host"] is NSNull)
    let heartbeat = try #require(object["heartbeat"] as? [String: Any])
    #expect(heartbeat["asked_nanoseconds"] is NSNull)
    #expect(heartbeat["median_nanoseconds"] as? Int == 2_000_000)
    let columns = try #require(object["columns"] as? [[String: Any]])
    #expect(columns.map { $0["name"] as? String }.suffix(2) == ["progress", "queue_depth"])
  }

  @Test("--events lists all of them")
  func events() throws {
    let outcome = try tool.run("info", "run.out", "--events", "--json")
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(outcome.output)) as? [String: Any])
    #expect((object["events"] as? [Any])?.count == 24)
    #expect(try tool.run("info", "run.out", "--events").text.contains("2.235 s  done\n"))
    #expect(try !tool.run("info", "run.out").text.contains("done"))
  }

  @Test("Awkward labels stay valid JSON")
  func awkwardLabels() throws {
    let label = "\"\\/\u{1}\u{1B}\u{7F}\u{2028}é漢😀"
    try tool.write("l.out", "#ReadingsV1\ntime event\n0.000 \(label)\n".utf8)
    let outcome = try tool.run("info", "l.out", "--json")
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(outcome.output)) as? [String: Any])
    let events = try #require(object["events"] as? [[String: Any]])
    #expect(events.first?["label"] as? String == label)
  }

  @Test("Gaps are found")
  func gaps() throws {
    let times = ["0.000", "0.002", "0.004", "0.006", "0.026", "0.028", "0.038", "0.040"]
    let rows = times.map { $0 + "\n" }.joined()
    try tool.write("g.out", ("#ReadingsV1\ntime event\n" + rows).utf8)
    let outcome = try tool.run("info", "g.out")
    #expect(
      outcome.text.contains("gaps       2 longer than 6 ms, the longest 20 ms from 0.006 s\n"))
  }

  @Test("A recording without rows", arguments: ["#ReadingsV1\n", "#ReadingsV1\ntime event\n"])
  func noRows(text: String) throws {
    try tool.write("e.out", text.utf8)
    let outcome = try tool.run("info", "e.out")
    #expect(outcome.status == 0)
    #expect(outcome.text.contains("rows       0, of them 0 heartbeats and 0 events\n"))
    let json = try tool.run("info", "e.out", "--json")
    #expect(json.status == 0)
    #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(json.output)) }
  }
}

import Foundation
import ReadingsConvert
import ReadingsFormat
import Testing

@Suite("The recording that the ancestor made")
struct AncestorFixtureTests {
  @Test("Every value of the CSV is the text's")
  func everyValue() throws {
    let source = try String(contentsOfFile: Fixture.ancestor, encoding: .utf8)
    let wanted = source.split(separator: "\n").dropFirst(2).map { line in
      var fields = line.split(separator: " ").map(String.init)
      fields[0] += "000000"
      if fields.count == 13 { fields.append("") }
      return fields.joined(separator: ",")
    }
    let recording = try AncestorText.read(path: Fixture.ancestor)
    let found = try recording.text().split(separator: "\n").map(String.init)
    #expect(wanted.count == 1141)
    #expect(Array(found.dropFirst()) == Array(wanted))
    #expect(recording.damage.isEmpty)
    #expect(recording.ending == .closed)
    #expect(recording.byteCount == 148_654)
  }

  @Test("The columns have our names and meanings")
  func columns() throws {
    let recording = try AncestorText.read(path: Fixture.ancestor)
    let columns = recording.schemas[0].columns
    #expect(recording.schemas.count == 1)
    #expect(recording.schemas[0].flaw == nil)
    #expect(
      columns.map(\.name) == [
        "time", "cores", "virtual", "resident", "resident_peak", "user_cpu", "system_cpu",
        "minor_faults", "major_faults", "allocated", "freed", "progress", "queue_depth",
      ])
    #expect(
      columns.map(\.meaning) == [
        .time, .cores, .virtualMemory, .residentMemory, .peakResidentMemory, .userCPU, .systemCPU,
        .minorFaults, .majorFaults, .allocatedBytes, .freedBytes, .application, .application,
      ])
    #expect(columns[0].scale == Scale(exponent: -3))
    #expect(columns[5].scale == .millionths)
    #expect(recording.header.coreCount == 2)
  }

  @Test("Labels are events")
  func events() throws {
    let labels = try AncestorText.read(path: Fixture.ancestor).labels()
    #expect(labels.count == 24)
    #expect(labels.prefix(3) == ["spawned_heartbeat", "loading_model", "model_ready"])
    #expect(labels.last == "done")
  }
}

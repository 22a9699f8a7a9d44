import Foundation
import ReadingsFormat
import Testing

extension FaultTests {
  /// A recording that is to survive a loss of power, on a disk that does not take it.
  @Suite struct WriteBack {
    private static let sentence = "the disk does not take what is recorded: Input/output error"

    @Test func aWriteBackThatFailsIsSaidOnceAndNotCalledSafe() throws {
      let folder = try FaultyFolder()
      let subject = try Subject(folder.file(), "loss=100")
      try subject.record("safe")
      try folder.failWriteBacks(with: EIO)
      try wait(for: "a flush that fails") { try subject.ask("flush 30000") == "false" }
      try subject.ask("event unsafe")
      try wait(for: "the line") { subject.program.errors.count == 1 }
      // A success does not bring back what the failure has cost.
      try folder.failWriteBacks(with: 0)
      usleep(300_000)
      #expect(try subject.ask("flush 30000") == "false")
      #expect(try subject.ask("stop 30000") == "false")
      let run = try Recorded(subject.path)
      #expect(run.reader.ending == .closed)
      #expect(run.labels.contains("safe") && run.labels.contains("unsafe"))
      #expect(run.count(of: Self.sentence) == 1)
      #expect(subject.program.errors.count == 1)
      #expect(subject.program.errors[0].hasSuffix(Self.sentence))
    }

    @Test func theNextFileIsSafeAgain() throws {
      let folder = try FaultyFolder()
      let subject = try Subject(folder.file(), "loss=100")
      try folder.failWriteBacks(with: EIO)
      try wait(for: "a flush that fails") { try subject.ask("flush 30000") == "false" }
      try folder.failWriteBacks(with: 0)
      try FileManager.default.removeItem(atPath: subject.path)
      try wait(for: "a flush that succeeds") { try subject.ask("flush 30000") == "true" }
      try subject.leave()
      #expect(try Recorded(subject.path).labels.contains("heartbeat stopped"))
    }

    @Test func aDiskThatTakesAllIsSafe() throws {
      let folder = try FaultyFolder()
      let subject = try Subject(folder.file(), "loss=100")
      try subject.record("safe")
      usleep(300_000)
      try subject.record("safe as well")
      try subject.leave()
      #expect(subject.program.errors == [])
    }
  }
}

import Foundation
import ReadingsFormat
import Testing

/// Kills and reads a process whose recording goes on in new files all the time.
@Suite(.serialized) struct RotationKillTests {
  private func victim(_ series: RecordedSeries, keptFiles: Int) throws -> Process {
    try startVictim(["rotate", series.path, "\(keptFiles)"])
  }

  private func end(_ process: Process) {
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  /// The numbers in the labels of the victim's events, which must follow each other.
  private func expectTurns(_ labels: [String], fromTheStart: Bool) {
    let turns = labels.compactMap { $0.hasPrefix("turn ") ? Int($0.dropFirst(5)) : nil }
    #expect(zip(turns, turns.dropFirst()).allSatisfy { $0 + 1 == $1 })
    if fromTheStart { #expect(turns.first ?? 0 == 0) }
  }

  @Test(.timeLimit(.minutes(10)), arguments: [0, 3, 1000])
  func killedAtAnyMomentTheFilesHoldEveryRow(keptFiles: Int) throws {
    var generator = SystemRandomNumberGenerator()
    for trial in 0..<max(6, KillTests.kills / 100) {
      let series = try RecordedSeries("rotation-kill")
      let process = try victim(series, keptFiles: keptFiles)
      let isLate = trial.isMultiple(of: 2)
      while isLate, series.currentNumber < 2 { usleep(1_000) }
      usleep(UInt32.random(in: 0..<300_000, using: &generator))
      end(process)
      let recording = try LogSeries.open(series.path)
      #expect(recording.ending == .interrupted)
      let contents = try RecordedSeries.check(recording)
      expectTurns(contents.labels, fromTheStart: keptFiles == 1000)
      if keptFiles == 1000 { #expect(contents.rows.lowerBound == 0) }
      if isLate, keptFiles > 0 { #expect(recording.fileCount > 1) }
      // The next run goes on in the same folder, whatever was left there.
      let next = try victim(series, keptFiles: keptFiles)
      usleep(20_000)
      end(next)
      let following = try RecordedSeries.check(try LogSeries.open(series.path))
      #expect(following.rows.lowerBound == 0 || keptFiles < 1000)
      #expect(series.hasEachFileOnce)
    }
  }

  @Test(.timeLimit(.minutes(5)), arguments: [0, 2, 1000])
  func aLiveRecordingIsReadWhileItGoesOnInNewFiles(keptFiles: Int) throws {
    let series = try RecordedSeries("rotation-live")
    let process = try victim(series, keptFiles: keptFiles)
    defer { end(process) }
    var last: UInt64 = 0
    var lastFile: UInt32 = 0
    while lastFile < 8 {
      let recording = try LogSeries.open(series.path)
      let contents = try RecordedSeries.check(recording)
      #expect(contents.rows.upperBound >= last)
      last = contents.rows.upperBound
      if keptFiles == 1000 { #expect(contents.rows.lowerBound == 0) }
      expectTurns(contents.labels, fromTheStart: keptFiles == 1000)
      lastFile = series.currentNumber
    }
  }
}

import Foundation
import Synchronization

@testable import ReadingsFormat

/// A recorder that goes on in a new file every few rows, as fast as it can.
final class RotatingWriter: Sendable {
  private let sample: SeriesSample
  private let keptFiles: Int
  private let files: Int
  private let hasEnded = Atomic(false)

  init(_ sample: SeriesSample, files: Int, keptFiles: Int) {
    self.sample = sample
    self.files = files
    self.keptFiles = keptFiles
  }

  /// Whether all files are written.
  var isFinished: Bool { hasEnded.load(ordering: .acquiring) }

  /// Records on a thread of its own; returns when there is a file.
  func start() {
    Thread.detachNewThread { [self] in
      do { try record() } catch { fatalError("\(error)") }
      hasEnded.store(true, ordering: .releasing)
    }
    while !FileManager.default.fileExists(atPath: sample.current) { usleep(100) }
  }

  private func record() throws {
    let rows = Sample.rows(SeriesSample.rowsPerFile)
    var number: UInt32 = 1
    var time: UInt64 = 0
    var writer = try begin(number, firstRow: 0, after: nil)
    while true {
      for row in rows {
        var values = row.values
        values[0] = time
        time += 1
        try writer.append(Sample.Row(values: values, label: nil))
      }
      guard number < files else { break }
      let predecessor = writer.previous(
        keptAt: keptFiles > 0 ? sample.names.finished(number) : nil)
      number += 1
      var finished = writer
      writer = try begin(number, firstRow: Int(time), after: predecessor)
      try finished.close()
      if number > keptFiles + 1 {
        try? SystemCall.unlink(sample.names.finished(number - UInt32(keptFiles) - 1))
      }
    }
    try writer.close()
  }

  private func begin(
    _ number: UInt32, firstRow: Int, after predecessor: PreviousFile?
  ) throws -> LogWriter {
    try LogWriter(
      path: sample.current, header: sample.header(number, firstRow: firstRow),
      schema: Sample.schema, options: Sample.smallOptions, after: predecessor)
  }
}

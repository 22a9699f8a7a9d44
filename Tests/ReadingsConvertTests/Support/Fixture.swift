import Foundation
import ReadingsConvert
import ReadingsFormat

/// Texts to read, as files.
enum Fixture {
  /// A recording that the ancestor's probe made in a real run.
  static let ancestor = Bundle.module.path(forResource: "readings", ofType: "out") ?? ""

  /// The header of the small texts in these tests.
  static let header = "#ReadingsV1\ntime cor rsz utime queue event\n"

  /// Writes `bytes` to a file, calls `body` with its path, and removes it.
  static func withFile<Result>(
    _ bytes: some Sequence<UInt8>, _ body: (String) throws -> Result
  ) throws -> Result {
    let url = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).out")
    try Data(bytes).write(to: url)
    defer { try? FileManager.default.removeItem(at: url) }
    return try body(url.path())
  }

  /// The recording that `text` is read as.
  static func recording(_ text: String) throws -> MemoryRecording {
    try withFile(text.utf8) { try AncestorText.read(path: $0) }
  }
}

/// A sink that keeps everything.
final class Collector: OutputSink {
  var bytes: [UInt8] = []
  var largestWrite = 0

  func write(_ bytes: UnsafeRawBufferPointer) throws(ReadingsError) {
    largestWrite = max(largestWrite, bytes.count)
    self.bytes += bytes
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }
}

extension Recording {
  /// The recording as text.
  func text(
    _ dialect: DelimitedText.Dialect = .commaSeparated, seconds: ClosedRange<Double>? = nil
  ) throws -> String {
    let sink = Collector()
    try DelimitedText(dialect, seconds: seconds).write(self, to: sink)
    return sink.text
  }

  /// All rows' values of a column.
  func values(_ column: Int) throws -> [Int64] {
    let block = ColumnBlock()
    return try blocks.indices.flatMap { index in
      try decode(index, into: block)
      return block.withColumn(column) { $0.map { Int64(bitPattern: $0) } }
    }
  }

  /// All labels.
  func labels() throws -> [String] {
    let block = ColumnBlock()
    return try blocks.indices.flatMap { index in
      try decode(index, into: block)
      return block.events.map(\.label)
    }
  }
}

import RecordingView

@testable import ReadingsFormat

/// Builds a file frame by frame, and what readers must make of it with it.
///
/// What is damaged later is said by `lose` and `harm`, which take it out of the result.
struct VectorFile {
  /// A frame's name and bytes, in the order of the file.
  struct Frame {
    var name: String
    var range: Range<Int>
    /// The position of the block's rows in `runs`.
    var run: Int?
  }

  var bytes: [UInt8] = []
  var frames: [Frame] = []
  /// What was done, a few words each.
  var recipe: [String] = []

  var header: LogHeader?
  var ending = RecordingView.Ending.cut
  var recordingCount = 1
  var schemas: [Schema] = []
  var runs: [RecordingView.Run?] = []
  var lostRows: [Range<UInt64>] = []
  var damage: [Range<Int>] = []

  /// The schema and the first row of the next block.
  var schema = Schema(columns: [])
  var nextRow: UInt64 = 0
  /// What an index says of the blocks.
  var entries: [IndexFrame.Entry] = []

  /// What readers must make of the file.
  var expected: RecordingView {
    RecordingView(
      header: header, ending: ending, recordingCount: recordingCount, schemas: schemas,
      runs: runs.compactMap(\.self),
      lostRows: lostRows, damage: damage.map { UInt64($0.lowerBound)..<UInt64($0.upperBound) })
  }

  mutating func append(_ name: String, _ more: [UInt8], run: Int? = nil) {
    frames.append(Frame(name: name, range: bytes.count..<bytes.count + more.count, run: run))
    bytes += more
    recipe.append(name)
  }

  /// The bytes of the frame with so many of the same name before it.
  subscript(_ name: String, _ number: Int = 0) -> Range<Int> {
    frames.filter { $0.name.hasPrefix(name) }[number].range
  }
}

import RecordingView

@testable import ReadingsFormat

/// Builds a file frame by frame, and keeps what is in it.
///
/// What befalls the file later is told as well (`VectorFile+Damage`), so that what readers must make
/// of it follows from what is left (`VectorFile+Reading`), and not from a look at the bytes.
struct VectorFile {
  /// A frame that was written.
  struct Frame {
    enum Kind { case header, schema, block, columns, open, index, other }

    var name: String
    var range: Range<Int>
    var kind: Kind
    var tag: UInt32
    /// Whether a reader finds it intact; damage takes that away.
    var isProven = true
    /// The rows that it tells of.
    var told: [Range<UInt64>] = []
    /// The rows that a column frame holds.
    var run: Run?
    /// A schema frame's schema, or those of an index.
    var schemas: [Schema] = []
    var header: LogHeader?
    var open: Open?

    /// What of it is proven when it is: of an open frame head and control only.
    var core: Range<Int> {
      kind == .open ? range.lowerBound..<range.lowerBound + Control.end : range
    }
  }

  /// What an open frame's control says.
  struct Open {
    var schemaID: UInt32
    var firstRow: UInt64
    /// Where the first row is in the file.
    var rows: Int
    var capacity: Int
    /// The count; `nil` if it is damaged.
    var count: Int?
  }

  /// Rows under one schema.
  struct Run {
    var firstRow: UInt64
    var schema: Schema
    var columns: [[UInt64]]
    var events: [Event] = []
  }

  /// A row that stands in the file by itself.
  struct Row {
    var offset: Int
    var tag: UInt32
    var schema: Schema
    var number: UInt64
    var values: [UInt64]
    /// What a reader shows of its label.
    var label: String?
    var isProven = true
  }

  var bytes: [UInt8] = []
  var frames: [Frame] = []
  var rows: [Row] = []
  /// What was done, a few words each.
  var recipe: [String] = []
  /// Bytes that readers must report as damaged, beside the frames that are.
  var damage: [Range<Int>] = []
  /// Whether the file is not sound, so that readers scan it.
  var isScanned = false

  /// What the next frames have: the recording's tag, the blocks' schema and first row.
  var tag: UInt32 = 0x7A67_0001
  var schema = Schema(columns: [])
  var nextRow: UInt64 = 0
  /// The bytes of padding.
  var padding: UInt8 = 0
  /// What an index says of the blocks.
  var entries: [IndexRecipe.Entry] = []

  mutating func append(
    _ name: String, _ kind: Frame.Kind, _ more: [UInt8],
    _ change: (inout Frame) -> Void = { _ in }
  ) {
    var frame = Frame(
      name: name, range: bytes.count..<bytes.count + more.count, kind: kind, tag: tag)
    change(&frame)
    frames.append(frame)
    bytes += more
    recipe.append(name)
  }

  /// Appends bytes that no reader takes for proven.
  mutating func append(_ name: String, _ more: [UInt8]) {
    append(name, .other, more) { $0.isProven = false }
  }

  /// The position of the frame with so many of the same name before it.
  func position(_ name: String, _ number: Int = 0) -> Int {
    frames.indices.filter { frames[$0].name.hasPrefix(name) }[number]
  }

  /// Its bytes.
  subscript(_ name: String, _ number: Int = 0) -> Range<Int> {
    frames[position(name, number)].range
  }
}

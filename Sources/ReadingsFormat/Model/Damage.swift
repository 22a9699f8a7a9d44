/// A part of a recording that can't be read.
public struct Damage: Sendable, Equatable {
  /// What is wrong, in a few words.
  public var reason: String
  /// Where it starts, in bytes from the file's start.
  public var byteOffset: UInt64
  /// How many bytes are affected.
  public var byteCount: UInt64
  /// The numbers of the rows that are lost; `nil` when none are, or when that is unknown.
  public var rows: Range<UInt64>?
  /// The lost rows' time span in seconds since the origin, where known.
  public var seconds: ClosedRange<Double>?
  /// The file that it is in, where the recording is in several.
  public var path: String?

  /// Whether it cost no row: the rows could be read all the same.
  package private(set) var isHarmless = false
  /// Whether these bytes are intact, but another recording's.
  package private(set) var isForeign = false

  /// Makes a description of damage.
  public init(
    _ reason: String, byteOffset: UInt64, byteCount: UInt64, rows: Range<UInt64>? = nil,
    seconds: ClosedRange<Double>? = nil, path: String? = nil
  ) {
    self.reason = reason
    self.byteOffset = byteOffset
    self.byteCount = byteCount
    self.rows = rows
    self.seconds = seconds
    self.path = path
  }

  /// Makes a description of what is wrong with a block.
  init(
    _ reason: String, in block: BlockSummary, rows: Range<UInt64>? = nil,
    seconds: ClosedRange<Double>? = nil
  ) {
    self.init(
      reason, byteOffset: block.byteOffset, byteCount: block.byteCount, rows: rows,
      seconds: seconds)
  }

  /// Makes a description of what is wrong with bytes, and cost no row.
  init(harmless reason: String, byteOffset: UInt64, byteCount: UInt64) {
    self.init(reason, byteOffset: byteOffset, byteCount: byteCount)
    isHarmless = true
  }

  /// Makes a note on another recording in the same file.
  init(foreign tag: RecordingTag, byteOffset: UInt64, byteCount: UInt64) {
    self.init(
      harmless: "another recording is here; --recording \(tag) recovers it",
      byteOffset: byteOffset, byteCount: byteCount)
    isForeign = true
  }
}

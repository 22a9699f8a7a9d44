/// The blocks of one of the recordings in a file, in the order of their rows, and what is lost.
struct FileBlocks {
  /// Rows that are not a whole block of the file.
  enum Part {
    /// Some rows of a block, counted from its first, and the numbers of all its rows.
    case rows(Range<Int>, of: Range<UInt64>)
    /// Open rows.
    case open(ColumnBlock)
  }

  /// Whose they are; `nil` if nothing is intact.
  var tag: RecordingTag?
  /// Who recorded; `nil` if the header is damaged.
  var header: LogHeader?
  var schemas: [Schema] = []
  var blocks: [BlockSummary] = []
  /// Those of the blocks that are not whole, by their first rows.
  var parts: [UInt64: Part] = [:]
  /// `live` is not among them: whoever opens the file sees whether somebody writes to it.
  var ending = RecordingEnding.cut
  /// Where the index is, if there is one.
  var index: Range<UInt64>?
  /// Whether every byte was looked at.
  var isScanned = false
  /// All recordings in the file.
  var recordings: [RecordingPart] = []
  var damage: [Damage] = []
}

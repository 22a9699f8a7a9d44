/// The frames that a scan has proven, in few bytes each: a hostile file consists of nothing else.
struct FoundFrames: ~Copyable {
  /// A column frame.
  struct Columns {
    var byteOffset: UInt64
    var firstRow: UInt64
    /// Where the extents of the block frame before it are.
    var extents: UInt64
    var tag: RecordingTag
    var schemaID: UInt32
    var byteCount: UInt32
    /// The size of the block frame right before it that says the same; 0 if there is none.
    var blockByteCount: UInt32
    var rowCount: UInt16
    /// The number of events that the block frame says.
    var eventCount: UInt16

    var end: UInt64 { byteOffset + UInt64(byteCount) }
    var rows: Range<UInt64> { blockRows.numbers }
    var blockRows: BlockRows {
      BlockRows(provenSchemaID: schemaID, firstRow: firstRow, count: Int(rowCount))
    }
  }

  /// An open frame.
  struct Open {
    var byteOffset: UInt64
    /// The size of the frame, as its head has it.
    var byteCount: Int
    var control: OpenFrameControl
  }

  /// A schema frame.
  struct SchemaPlace {
    var byteOffset: UInt64
    var end: UInt64
    var tag: RecordingTag
    var id: UInt32
  }

  /// What all frames of a recording say together.
  struct Tally {
    /// The recording's first proven frame.
    var byteOffset: UInt64
    var byteCount: UInt64 = 0
    /// The rows that anything tells of, from the first to the last.
    var told: Range<UInt64>?
    var header: LogHeader?
    var index: Range<UInt64>?
    /// The position of the last open frame.
    var lastOpen: Int?

    mutating func tell(_ rows: Range<UInt64>) {
      told =
        told.map {
          min($0.lowerBound, rows.lowerBound)..<max($0.upperBound, rows.upperBound)
        } ?? rows
    }
  }

  var columns = ChunkedList<Columns>()
  var opens = ChunkedList<Open>()
  var schemaPlaces = ChunkedList<SchemaPlace>()
  /// The schemas by their ids.
  var schemas: [UInt32: Schema] = [:]
  var tallies: [RecordingTag: Tally] = [:]
  /// Where the proven frames are.
  var proven = ChunkedList<Range<UInt64>>()
  /// What may be slack and undefined frames, outside of those.
  var slack = ChunkedList<Range<UInt64>>()
  /// The summaries of block frames.
  let store = SummaryStore()
  var budget: ProofBudget
  var memory: MemoryBudget
  /// Where the scan ended because there was no more memory for what it found.
  var overflow: UInt64?
}

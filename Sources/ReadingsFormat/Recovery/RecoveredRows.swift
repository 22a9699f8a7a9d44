/// The rows of one recording among the frames of a scan, each number once.
/// Spec/format.md, section "Rows".
struct RecoveredRows: ~Copyable {
  /// Rows of consecutive numbers from one frame.
  struct Piece {
    var summary: BlockSummary
    var part: FileBlocks.Part?
  }

  /// A row, or the label of one, that should be there and does not prove itself.
  struct Unproven {
    var bytes: Range<UInt64>
    var reason: String
  }

  let file: FileBytes
  let tag: RecordingTag
  private(set) var pieces: [Piece] = []
  /// The numbers of all rows.
  private(set) var given = RowSet()
  /// The number behind the last of them.
  var endRow: UInt64?
  /// Those that the recording's schema frames have, in the order of the file, and others that pieces
  /// have besides.
  private(set) var schemas: [Schema] = []
  /// The bytes of open rows and labels that prove themselves.
  var proven: [Range<UInt64>] = []
  /// What belongs to an open frame and does not.
  var unproven: [Unproven] = []
  private var positions: [UInt32: Int] = [:]
  var labelBudget: Int
  var decoder = BlockDecoder()
  let block = ColumnBlock()

  init(
    of tag: RecordingTag, in frames: inout FoundFrames, _ file: FileBytes
  ) throws(ReadingsError) {
    self.file = file
    self.tag = tag
    labelBudget = Int(min(file.size, 8 << 20))
    for index in frames.schemaPlaces.indices where frames.schemaPlaces[index].tag == tag {
      _ = position(of: frames.schemaPlaces[index].id, in: frames)
    }
    let ownCount = schemas.count
    for index in frames.columns.indices where frames.columns[index].tag == tag {
      try takeColumns(frames.columns[index], in: &frames)
    }
    for index in frames.opens.indices where frames.opens[index].control.tag == tag {
      try takeOpen(frames.opens[index], in: &frames)
    }
    for index in frames.schemaPlaces.indices where frames.schemaPlaces[index].tag == tag {
      try takeRows(behind: frames.schemaPlaces[index], in: &frames)
    }
    pieces.sort { $0.summary.firstRow < $1.summary.firstRow }
    frames.store.schemas = schemas
    orderSchemas(own: ownCount)
  }

  /// Puts the schemas that no schema frame of the recording has into the order of the rows.
  private mutating func orderSchemas(own ownCount: Int) {
    guard schemas.count > ownCount else { return }
    var places = Dictionary(uniqueKeysWithValues: (0..<ownCount).map { ($0, $0) })
    var ordered = Array(schemas[..<ownCount])
    for index in pieces.indices {
      let schema = pieces[index].summary.schemaIndex
      if places[schema] == nil {
        places[schema] = ordered.count
        ordered.append(schemas[schema])
      }
      pieces[index].summary.schemaIndex = places[schema] ?? schema
    }
    schemas = ordered
  }

  /// The position of a schema among this recording's; `nil` if it is not in the file.
  mutating func position(of id: UInt32, in frames: borrowing FoundFrames) -> Int? {
    if let position = positions[id] { return position }
    guard let schema = frames.schemas[id] else { return nil }
    positions[id] = schemas.count
    schemas.append(schema)
    return schemas.count - 1
  }

  mutating func add(_ summary: BlockSummary, _ part: FileBlocks.Part?) {
    given.insert(summary.rows)
    endRow = max(endRow ?? 0, summary.rows.upperBound)
    pieces.append(Piece(summary: summary, part: part))
  }
}

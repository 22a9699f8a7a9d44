/// The rows of one recording among the frames of a scan, each number once.
/// Spec/format.md, section "Rows".
struct RecoveredRows: ~Copyable {
  let file: FileBytes
  let tag: RecordingTag
  var frames: FoundFrames
  /// Rows of consecutive numbers from one frame each, in the order of their numbers.
  private(set) var blocks: [BlockSummary] = []
  /// Those of them that are not whole blocks of the file, by their first rows.
  private(set) var parts: [UInt64: FileBlocks.Part] = [:]
  /// The numbers of all rows.
  private(set) var given = Intervals()
  /// Those that the recording's schema frames have, in the order of the file, and others that blocks
  /// have besides.
  private(set) var schemas: [Schema] = []
  private var positions: [UInt32: Int] = [:]
  /// The first frame whose rows are not given because there was no more memory for them.
  private(set) var leftOut: UInt64?
  /// The bytes of open rows and labels that prove themselves.
  var proven = Intervals()
  /// The bytes of rows, labels and counts that should be there and do not prove themselves.
  var unproven = Intervals()
  /// What is wrong with those, by where they begin.
  var reasons: [UInt64: String] = [:]
  /// Whether labels lie wholly behind the end of the file: they have no bytes that could be unproven.
  var lacksLabels = false
  var labelBudget: LabelBudget
  /// That of labels whose rows are given already: looking at them must not cost others.
  var givenLabelBudget: LabelBudget
  var decoder = BlockDecoder()
  let block = ColumnBlock()

  init(
    of tag: RecordingTag, in found: consuming FoundFrames, _ file: FileBytes
  ) throws(ReadingsError) {
    self.file = file
    self.tag = tag
    frames = found
    labelBudget = LabelBudget(for: file)
    givenLabelBudget = labelBudget
    for place in frames.schemaPlaces where place.tag == tag { _ = position(of: place.id) }
    let ownCount = schemas.count
    for frame in frames.columns where frame.tag == tag { try addRows(of: frame) }
    for frame in frames.opens {
      if frame.control.count == nil { noteUnprovenCount(of: frame) }
      if frame.control.tag == tag { try addRows(of: frame) }
    }
    for place in frames.schemaPlaces where place.tag == tag { try addRows(behind: place) }
    blocks.sort { $0.firstRow < $1.firstRow }
    frames.store.schemas = schemas
    orderSchemas(own: ownCount)
  }

  /// Puts the schemas that no schema frame of the recording has into the order of the rows.
  private mutating func orderSchemas(own ownCount: Int) {
    guard schemas.count > ownCount else { return }
    var places = Dictionary(uniqueKeysWithValues: (0..<ownCount).map { ($0, $0) })
    var ordered = Array(schemas[..<ownCount])
    for index in blocks.indices {
      let schema = blocks[index].schemaIndex
      if places[schema] == nil {
        places[schema] = ordered.count
        ordered.append(schemas[schema])
      }
      blocks[index].schemaIndex = places[schema] ?? schema
    }
    schemas = ordered
  }

  /// The position of a schema among this recording's; `nil` if it is not in the file.
  mutating func position(of id: UInt32) -> Int? {
    if let position = positions[id] { return position }
    guard let schema = frames.schemas[id] else { return nil }
    positions[id] = schemas.count
    schemas.append(schema)
    return schemas.count - 1
  }

  /// Notes that there is no more memory for the rows of a frame.
  mutating func leaveOut(at offset: UInt64) { leftOut = leftOut ?? offset }

  mutating func add(_ summary: BlockSummary, _ part: FileBlocks.Part?) {
    given.insert(summary.rows)
    blocks.append(summary)
    parts[summary.firstRow] = part
  }
}

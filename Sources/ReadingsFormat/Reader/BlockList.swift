/// The blocks of one of the recordings in a file, with their summaries, and what is missing between
/// them.
struct BlockList {
  /// Where a block's values are.
  enum Content {
    case columns(at: UInt64, size: Int)
    /// A block of which only the index has been looked at.
    case listed
    /// Rows of an open frame, from one on.
    case open(ColumnBlock, from: UInt32)
  }

  private(set) var schemas: [Schema] = []
  private(set) var blocks: [BlockSummary] = []
  private(set) var contents: [Content] = []
  /// Copies of blocks by the number of their first row: one may be intact where the other is not.
  private(set) var copies: [UInt64: Content] = [:]
  let header: LogHeader?
  let index: FoundIndex?
  let hasOpenFrame: Bool
  var damage = DamageList()
  /// All recordings in the file.
  private(set) var parts: [RecordingPart] = []
  /// Where each schema of the scan is among this recording's.
  private var schemaIndexes: [Int: Int] = [:]

  /// Lists the blocks of a recording, counted from 0; of none if there is none of that number.
  init(_ scan: inout FrameScan, recording: Int) throws(ReadingsError) {
    let open = try Self.readOpenRows(&scan)
    let file = try FileContents(&scan, open)
    let part = file.parts.indices.contains(recording) ? file.parts[recording] : .init()
    header = part.header.map { scan.headers[$0].header }
    index = part.index
    hasOpenFrame = scan.opens.contains { $0.recording == recording }
    for entry in scan.damage.entries
    where file.parts.count == 1 || file.recording(at: entry.byteOffset) == recording {
      damage.append(entry)
    }
    listSchemas(scan, of: recording)
    noteStructure(scan, part, isLeftOver: part.isLeftOver)
    blocks.reserveCapacity(part.blocks.count)
    contents.reserveCapacity(part.blocks.count)
    for position in part.blocks {
      let found = scan.blocks[Int(position)]
      if let number = found.open {
        append(open[Int(number)], of: &scan)
        continue
      }
      let schema = index(ofSchema: Int(found.schemaPosition), scan)
      blocks.append(BlockSummary(found, schemaIndex: schema, in: file.summaries))
      contents.append(.columns(at: found.columnOffset, size: found.columnSize))
    }
    for lost in scan.lostBlocks where lost.recording == recording { note(lost, of: scan) }
    for reader in open where scan.recording(of: reader) == recording {
      for entry in reader.damage { damage.append(entry) }
    }
    noteMissingRows(
      from: header.map { $0.firstRow ?? 0 },
      before: scan.opens.filter { $0.recording == recording },
      until: index.flatMap { $0.entryCount > 0 ? $0.firstRow..<$0.endRow : nil })
    listParts(file, scan, open)
    if recording == 0 {
      for part in parts.dropFirst() {
        noteHarmless("another recording is here", at: part.byteOffset, size: part.byteCount)
      }
    }
  }

  /// Takes over the schemas that stand in the recording's part of the file.
  private mutating func listSchemas(_ scan: borrowing FrameScan, of recording: Int) {
    for position in scan.schemas.indices where scan.schemas[position].recording == recording {
      _ = index(ofSchema: position, scan)
    }
  }

  /// The position among this recording's schemas of one of the scan's.
  private mutating func index(ofSchema position: Int, _ scan: borrowing FrameScan) -> Int {
    if let index = schemaIndexes[position] { return index }
    schemaIndexes[position] = schemas.count
    schemas.append(scan.schemas[position].schema)
    return schemas.count - 1
  }

  /// Notes what is wrong with the file as a whole, and what is in a wrong place.
  private mutating func noteStructure(
    _ scan: borrowing FrameScan, _ part: FileContents.Part, isLeftOver: Bool
  ) {
    if header == nil {
      damage.append(Damage("the header is damaged", byteOffset: 0, byteCount: isLeftOver ? 0 : 8))
    }
    if !hasOpenFrame && index == nil && !isLeftOver {
      damage.append(
        Damage("the end of the file is missing", byteOffset: scan.file.size, byteCount: 0))
    }
    for position in part.copies {
      let block = scan.blocks[Int(position)]
      // A frame that became a block, which a loss of power kept from the disk, costs nothing.
      guard block.open == nil else { continue }
      noteHarmless("a block is there twice", at: block.byteOffset, size: block.byteCount)
      copies[block.firstRow] = .columns(at: block.columnOffset, size: block.columnSize)
    }
    for index in part.foreignIndexes {
      noteHarmless(
        "the index lists other blocks than are here", at: index.byteOffset,
        size: UInt64(index.byteCount))
    }
    if part.isMoved, let first = part.blocks.first {
      noteHarmless(
        "blocks do not stand in the order of their rows",
        at: scan.blocks[Int(first)].byteOffset, size: 0)
    }
  }

  mutating func noteHarmless(_ reason: String, at offset: UInt64, size: UInt64) {
    var entry = Damage(reason, byteOffset: offset, byteCount: size)
    entry.isHarmless = true
    damage.append(entry)
  }

  /// Adds the rows of an open frame.
  private mutating func append(_ reader: OpenFrameReader, of scan: inout FrameScan) {
    let known = schemas.lastIndex(of: reader.block.schema)
    if known == nil { schemas.append(reader.block.schema) }
    let index = known ?? schemas.count - 1
    let columns = reader.block.schema.columns.count
    let stride = OpenRow.stride(columns: columns)
    for run in reader.runs {
      guard scan.keep(Allowance.block + MemoryLayout<BlockSummary.Range>.stride * columns) else {
        damage.append(
          Damage(
            "open rows are too scattered to be read", byteOffset: reader.byteOffset, byteCount: 0,
            rows: run.rows))
        continue
      }
      blocks.append(
        BlockSummary(
          schemaIndex: index, firstRow: run.firstRow, rowCount: run.positions.count,
          eventCount: reader.block.events(in: run.positions).count,
          ranges: reader.block.ranges(of: run.positions), byteOffset: reader.byteOffset,
          byteCount: UInt64(run.positions.count * stride)))
      contents.append(.open(reader.block, from: UInt32(run.positions.lowerBound)))
    }
  }

  /// Notes a block whose columns are lost.
  private mutating func note(_ lost: FrameScan.LostBlock, of scan: borrowing FrameScan) {
    let position = scan.schemaPosition(
      lost.identity.schemaID, before: lost.byteOffset, of: lost.recording)
    let seconds = position.flatMap { position in
      lost.times.map { scan.schemas[position].schema.seconds($0) }
    }
    damage.append(
      Damage(
        "a block's columns are damaged", byteOffset: lost.byteOffset, byteCount: lost.byteCount,
        rows: lost.identity.rows, seconds: seconds))
  }

  /// Says what all recordings in the file have.
  private mutating func listParts(
    _ file: FileContents, _ scan: borrowing FrameScan, _ open: [OpenFrameReader]
  ) {
    for part in file.parts {
      var entry = RecordingPart(
        header: part.header.map { scan.headers[$0].header },
        byteOffset: part.header.map { scan.headers[$0].byteOffset } ?? .max, byteCount: 0,
        rowCount: 0)
      for position in part.blocks {
        let block = scan.blocks[Int(position)]
        entry.byteOffset = min(entry.byteOffset, block.byteOffset)
        entry.byteCount += block.byteCount
        let rows = block.open.map { open[Int($0)].block.rowCount } ?? block.rowCount
        entry.rowCount += UInt64(rows)
      }
      if entry.byteOffset == .max { entry.byteOffset = 0 }
      parts.append(entry)
    }
  }
}

extension FrameScan {
  /// The recording that the rows of an open frame are of.
  fileprivate func recording(of reader: OpenFrameReader) -> Int? {
    opens.first { $0.byteOffset == reader.byteOffset }?.recording
  }
}

/// The blocks that a scan has found, with their summaries, and what is missing between them.
struct BlockList {
  /// Where a block's values are.
  enum Content {
    case columns(at: UInt64, size: Int)
    case open(ColumnBlock)
  }

  let schemas: [Schema]
  private(set) var blocks: [BlockSummary] = []
  private(set) var contents: [Content] = []
  var damage: [Damage] = []
  private var firstRows: [UInt64: Int] = [:]

  init(_ scan: inout FrameScan) throws(ReadingsError) {
    let open = try Self.readOpenRows(&scan)
    scan.mergeSchemas()
    schemas = scan.schemas.map(\.schema)
    damage = scan.damage
    if scan.header == nil {
      damage.append(Damage("the header is damaged", byteOffset: 0, byteCount: 8))
    }
    if scan.opens.isEmpty && scan.index == nil {
      damage.append(
        Damage("the end of the file is missing", byteOffset: scan.file.size, byteCount: 0))
    }
    for found in scan.blocks.sorted(by: { $0.byteOffset < $1.byteOffset }) {
      try append(found, of: &scan)
    }
    for lost in scan.lostBlocks { note(lost, of: scan) }
    for reader in open {
      damage += reader.damage
      for run in reader.runs { append(open: run, at: reader.byteOffset) }
    }
    noteMissingRows(
      from: scan.header.map { $0.firstRow ?? 0 }, before: scan.opens, expecting: scan.index)
  }

  /// Reads the open rows; starts over where a live writer turns them into a block meanwhile.
  private static func readOpenRows(
    _ scan: inout FrameScan
  ) throws(ReadingsError) -> [OpenFrameReader] {
    var searched: Set<UInt64> = []
    var revisited: Set<UInt64> = []
    for _ in 0..<100 {
      scan.mergeSchemas()
      var readers: [OpenFrameReader] = []
      var isDoubtful = false
      // A file that something befell has a few; a hostile one may have very many.
      for open in scan.opens.suffix(8) {
        guard let index = scan.schemaIndex(open.control.schemaID, before: open.byteOffset) else {
          scan.damage.append(
            Damage(
              "the schema of the open rows is damaged", byteOffset: open.byteOffset,
              byteCount: open.end - open.byteOffset))
          isDoubtful = true
          continue
        }
        let reader = try OpenFrameReader(
          open, schema: scan.schemas[index].schema, file: scan.file)
        isDoubtful = open.count == nil || reader.damage.contains { $0.rows != nil }
        readers.append(reader)
      }
      guard let last = scan.opens.last else { return readers }
      scan.file.refresh()
      let head = try scan.file.bytes(at: last.byteOffset, count: 4)
      let isSealed =
        head.count == 4
        && UInt32(littleEndian: head.loadUnaligned(as: UInt32.self)) == FrameKind.block.rawValue
      // The same frame once more is no writer at work, but damage.
      if isSealed, revisited.insert(last.byteOffset).inserted {
        scan.opens.removeLast()
        try scan.walk(from: last.byteOffset)
        continue
      }
      // Rows that don't prove themselves may be those of a frame that has been sealed long ago, if a
      // loss of power kept the store at its head from the disk.
      guard isDoubtful, searched.insert(last.byteOffset).inserted,
        let found = try scan.searchInside(last)
      else { return readers }
      try scan.walk(from: found, to: last.end)
    }
    scan.damage.append(
      Damage("the file changes too fast to be read", byteOffset: 0, byteCount: scan.file.size))
    return []
  }

  /// Adds a block, unless the file has it twice.
  private mutating func append(
    _ found: FrameScan.FoundBlock, of scan: inout FrameScan
  ) throws(ReadingsError) {
    let identity = found.identity
    let size = found.columnOffset + UInt64(found.columnSize) - found.byteOffset
    guard let index = scan.schemaIndex(identity.schemaID, before: found.byteOffset) else {
      damage.append(
        Damage(
          "a block's schema is damaged", byteOffset: found.byteOffset, byteCount: size,
          rows: identity.rows))
      return
    }
    var summary = BlockSummary(
      schemaIndex: index, firstRow: identity.firstRow, rowCount: identity.rowCount,
      eventCount: found.eventCount, ranges: [], byteOffset: found.byteOffset, byteCount: size)
    if let ranges = try scan.ranges(of: found, schema: schemas[index]) {
      summary.ranges = ranges
    } else {
      let frame = try scan.file.bytes(at: found.columnOffset, count: found.columnSize)
      let block = ColumnBlock()
      let isAffordable = scan.spendOnRebuilding(
        rows: identity.rowCount, columns: schemas[index].columns.count)
      guard isAffordable,
        (try? scan.decoder.decode(frame, schema: schemas[index], into: block)) != nil
      else {
        damage.append(
          Damage(
            "a block is damaged", byteOffset: found.byteOffset, byteCount: size,
            rows: identity.rows))
        return
      }
      summary.ranges = block.ranges
      summary.eventCount = block.events.count
      if found.payload != nil {
        var entry = Damage(
          "a block's ranges are damaged; its rows are intact", byteOffset: found.byteOffset,
          byteCount: found.columnOffset - found.byteOffset)
        entry.isHarmless = true
        damage.append(entry)
      }
    }
    let content = Content.columns(at: found.columnOffset, size: found.columnSize)
    if let twin = firstRows[summary.firstRow], blocks[twin].ranges == summary.ranges {
      var copy = summary
      if case .columns(let offset, let size) = contents[twin],
        try !scan.hasIntactColumns(at: offset, size: size)
      {
        copy = blocks[twin]
        (blocks[twin], contents[twin]) = (summary, content)
      }
      damage.append(
        Damage("a block is there twice", byteOffset: copy.byteOffset, byteCount: copy.byteCount))
      return
    }
    append(summary, content)
  }

  private mutating func append(open block: ColumnBlock, at offset: UInt64) {
    guard let index = schemas.lastIndex(where: { $0 == block.schema }) else { return }
    let summary = BlockSummary(
      schemaIndex: index, firstRow: block.firstRow, rowCount: block.rowCount,
      eventCount: block.events.count, ranges: block.ranges, byteOffset: offset,
      byteCount: UInt64(block.rowCount * OpenRow.stride(columns: block.schema.columns.count)))
    // The rows of an open frame whose block was found as well.
    let isSealed = blocks.reversed().prefix { $0.byteOffset >= offset }
      .contains { $0.rows.overlaps(summary.rows) }
    if !isSealed { append(summary, .open(block)) }
  }

  private mutating func append(_ summary: BlockSummary, _ content: Content) {
    firstRows[summary.firstRow] = blocks.count
    blocks.append(summary)
    contents.append(content)
  }

  /// Notes a block whose columns are lost.
  private mutating func note(_ lost: FrameScan.LostBlock, of scan: borrowing FrameScan) {
    let index = scan.schemaIndex(lost.identity.schemaID, before: lost.byteOffset)
    let seconds = index.flatMap { index in lost.times.map { schemas[index].seconds($0) } }
    damage.append(
      Damage(
        "a block's columns are damaged", byteOffset: lost.byteOffset, byteCount: lost.byteCount,
        rows: lost.identity.rows, seconds: seconds))
  }
}

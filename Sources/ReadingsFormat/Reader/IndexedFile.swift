/// A closed file as its index describes it, without a look at its blocks.
///
/// The index is believed only if it fits: it is intact, its blocks follow each other without a gap in
/// the file's bytes and in the rows, and the header and one schema a number are there. Anything else is
/// for a scan, which says what is wrong. Spec/format.md, sections "Index frame" and "Reading by the
/// index".
struct IndexedFile {
  let header: LogHeader
  let schemas: [Schema]
  let blocks: [BlockSummary]
  let index: FoundIndex

  /// Reads the index; `nil` if the file has none that fits.
  init?(_ file: FileBytes) throws(ReadingsError) {
    guard let frame = try Self.indexFrame(of: file), let header = try Self.header(of: file) else {
      return nil
    }
    let body = frame.bytes.withUnsafeBytes { payload in
      SealedFrame.body(ofPayload: payload).map { Array($0) }
    }
    guard let body else { return nil }
    var schemas: [Schema] = []
    var isDamaged = false
    let (found, entries) = body.withUnsafeBytes { body in
      (
        FoundIndex(body, byteOffset: frame.offset, byteCount: Int(file.size - frame.offset)),
        IndexEntries(body) { copy in
          guard let schema = try? SchemaFrame.decode(copy) else { return isDamaged = true }
          schemas.append(schema)
        }.map { Array(IteratorSequence($0)) }
      )
    }
    // The summaries take many times what the entries do: no more than a scan would need.
    guard let found, let entries, !isDamaged, entries.count == found.entryCount,
      UInt64(entries.count * MemoryLayout<BlockSummary>.stride) <= 2 * file.size + (16 << 20),
      Set(schemas.map(\.id)).count == schemas.count,
      Self.isGapless(entries, from: header.firstRow ?? 0, to: frame.offset)
    else { return nil }
    let ids = try Self.schemaIDs(of: entries, schemas, file)
    guard let positions = Self.positions(of: ids, in: schemas) else { return nil }
    let source = IndexedSummaries(file, schemas: schemas)
    self.header = header
    self.schemas = schemas
    self.index = found
    blocks = zip(entries, positions).map { BlockSummary($0, schemaIndex: $1, in: source) }
  }

  /// The index frame's payload, found from the file's last eight bytes.
  private static func indexFrame(
    of file: FileBytes
  ) throws(ReadingsError) -> (offset: UInt64, bytes: [UInt8])? {
    let footerSize = UInt64(IndexFrame.footerSize)
    guard file.size > footerSize, let size = try file.word(at: file.size - footerSize) else {
      return nil
    }
    guard size >= 24, UInt64(size) <= file.size, size & 7 == 0, file.size & 7 == 0 else {
      return nil
    }
    let offset = file.size - UInt64(size)
    let frame = try file.bytes(at: offset, count: Int(size))
    guard frame.count == size, let head = FrameHead(frame), head.size == size,
      FrameKind(rawValue: head.magic) == .index
    else { return nil }
    return (offset, Array(frame[FrameKind.headSize...]))
  }

  private static func header(of file: FileBytes) throws(ReadingsError) -> LogHeader? {
    let first = try file.bytes(at: 0, count: HeaderFrame.bound)
    guard let head = FrameHead(first), FrameKind(rawValue: head.magic) == .header,
      head.size <= first.count,
      let body = SealedFrame.body(
        ofPayload: UnsafeRawBufferPointer(rebasing: first[FrameKind.headSize..<head.size])),
      let version = try? HeaderFrame.version(of: body), version.0 == HeaderFrame.majorVersion,
      version.2 & ~HeaderFrame.understoodFlags == 0
    else { return nil }
    let header = try? HeaderFrame.decode(body)
    return header?.flaw == nil ? header : nil
  }

  /// Whether the blocks lie one behind the other in the file, and their rows and times too.
  private static func isGapless(
    _ entries: [IndexFrame.Entry], from firstRow: UInt64, to end: UInt64
  ) -> Bool {
    var offset: UInt64 = 0
    var row = firstRow
    var time = Int64.min
    for entry in entries {
      guard entry.byteOffset & 7 == 0, entry.byteOffset >= offset, entry.byteCount > 0,
        entry.byteCount <= end, entry.byteOffset <= end - entry.byteCount,
        entry.firstRow == row, entry.rowCount > 0,
        entry.firstTime >= time, entry.lastTime >= entry.firstTime
      else { return false }
      offset = entry.byteOffset + entry.byteCount
      row += UInt64(entry.rowCount)
      time = entry.lastTime
    }
    return true
  }

  /// The number of each block's schema: the index does not say it, so if there are several a word of
  /// each block is read.
  private static func schemaIDs(
    of entries: [IndexFrame.Entry], _ schemas: [Schema], _ file: FileBytes
  ) throws(ReadingsError) -> [UInt32] {
    if schemas.count == 1 { return entries.map { _ in schemas[0].id } }
    var ids: [UInt32] = []
    ids.reserveCapacity(entries.count)
    for entry in entries {
      let offset = entry.byteOffset + UInt64(Control.schemaOffset)
      ids.append(try file.word(at: offset) ?? .max)
    }
    return ids
  }

  private static func positions(of ids: [UInt32], in schemas: [Schema]) -> [Int]? {
    let positions = Dictionary(
      uniqueKeysWithValues: schemas.enumerated().map { ($1.id, $0) })
    let found = ids.compactMap { positions[$0] }
    return found.count == ids.count ? found : nil
  }
}

/// Reads an `.rdg` file: closed, live, or left behind by a killed process.
///
/// It believes nothing: every offset, length and count is checked, and memory and time are bounded
/// by the file's size. What is damaged is passed over and listed in `damage`. The file is read as
/// it was when the reader was made. Not thread-safe. Spec/format.md, section "Reading".
public final class LogReader: Recording {
  /// Who recorded, where and when.
  public let header: LogHeader
  /// Every schema in the file, in order of appearance.
  public private(set) var schemas: [Schema] = []
  /// The blocks in order; open rows come last, as blocks like the others.
  public private(set) var blocks: [BlockSummary] = []
  /// What can't be read; decoding a damaged block adds to it.
  public internal(set) var damage: [Damage]
  /// How the recording ended.
  public let ending: RecordingEnding
  /// The file's size in bytes.
  public let byteCount: UInt64

  private enum Content {
    case columns(at: UInt64, size: Int)
    case open(ColumnBlock)
  }

  private let file: FileBytes
  private var contents: [Content] = []
  private var decoder = BlockDecoder()
  private var lostBlocks: Set<Int> = []

  /// Whether a file that starts with these bytes is an `.rdg` file, even if a few are damaged.
  ///
  /// - Parameter prefix: The file's first 16 bytes or more.
  public static func recognizes(_ prefix: some Sequence<UInt8>) -> Bool {
    let bytes = Array(prefix.prefix(16))
    let signature = Array("\(HeaderFrame.signature)".utf8)
    if bytes.count >= 16, Array(bytes[8..<16]) == signature { return true }
    guard bytes.count >= 4 else { return false }
    let magic = bytes.withUnsafeBytes { UInt32(littleEndian: $0.loadUnaligned(as: UInt32.self)) }
    return magic == FrameKind.header.rawValue
  }

  /// Opens a file and finds its blocks.
  ///
  /// Throws `ReadingsError` with code `no-input` (missing, no regular file), `not-a-recording`
  /// (empty, or something else), `unsupported` (a newer format) or `input-output`.
  public init(path: String) throws(ReadingsError) {
    file = try FileBytes(path: path)
    guard file.size > 0 else {
      throw ReadingsError(.notARecording, "the file is empty", place: .init(path: path))
    }
    guard Self.recognizes(try file.bytes(at: 0, count: 16)) else {
      throw ReadingsError(.notARecording, "is no .rdg file", place: .init(path: path))
    }
    let hasWriter = file.hasWriter
    var scan = try FrameScan(file)
    let open = try Self.readOpenRows(&scan)
    header = scan.header ?? LogHeader(format: "rdg")
    damage = scan.damage
    if scan.header == nil {
      damage.append(Damage("the header is damaged", byteOffset: 0, byteCount: 8))
    }
    ending = scan.open == nil && scan.index != nil ? .closed : hasWriter ? .live : .interrupted
    byteCount = file.size
    scan.mergeSchemas()
    schemas = scan.schemas.map(\.schema)
    try collect(&scan)
    if let reader = open {
      damage += reader.damage
      append(openRuns: reader.runs, at: scan.open?.byteOffset ?? 0)
    }
    noteMissingRows(expecting: scan.index)
  }

  /// Decodes a block into `block`.
  ///
  /// Throws `damaged` with the byte offset if its bytes are damaged, `input-output` if they can't
  /// be read. `index` must be one of `blocks`' indices.
  public func decode(_ index: Int, into block: ColumnBlock) throws(ReadingsError) {
    let summary = blocks[index]
    switch contents[index] {
    case .open(let rows):
      block.copy(rows)
    case .columns(let offset, let size):
      let frame = try file.bytes(at: offset, count: size)
      do throws(Malformed) {
        try decoder.decode(frame, schema: schemas[summary.schemaIndex], into: block)
        guard block.firstRow == summary.firstRow, block.rowCount == summary.rowCount else {
          throw Malformed("a block's summary and columns disagree")
        }
      } catch {
        noteLoss(of: index, because: "\(error.reason)")
        throw ReadingsError(
          .damaged, "\(error.reason)", place: .init(path: file.path, byteOffset: offset))
      }
    }
  }

  /// Reads the open rows; starts over where a live writer turns them into a block meanwhile.
  private static func readOpenRows(
    _ scan: inout FrameScan
  ) throws(ReadingsError) -> OpenFrameReader? {
    for _ in 0..<100 {
      guard let open = scan.open else { return nil }
      guard let schema = scan.schema(open.control.schemaID, before: open.byteOffset) else {
        scan.damage.append(
          Damage(
            "the schema of the open rows is damaged", byteOffset: open.byteOffset,
            byteCount: open.end - open.byteOffset))
        return nil
      }
      let reader = try OpenFrameReader(open, schema: schema, file: scan.file)
      scan.file.refresh()
      let head = try scan.file.bytes(at: open.byteOffset, count: 4)
      let isSealed =
        head.count == 4
        && UInt32(littleEndian: head.loadUnaligned(as: UInt32.self)) == FrameKind.block.rawValue
      guard isSealed else { return reader }
      scan.open = nil
      try scan.walk(from: open.byteOffset)
      // The same frame once more is no writer at work, but damage.
      guard scan.open?.byteOffset != open.byteOffset else { return reader }
    }
    return nil
  }

  /// Makes summaries of the blocks that were found.
  private func collect(_ scan: inout FrameScan) throws(ReadingsError) {
    let scratch = ColumnBlock()
    for found in scan.blocks {
      let size = found.columnOffset + UInt64(found.columnSize) - found.byteOffset
      let rows = found.identity.firstRow..<found.identity.firstRow + UInt64(found.identity.rowCount)
      guard let index = scan.schemaIndex(found.identity.schemaID, before: found.byteOffset) else {
        damage.append(
          Damage(
            "a block's schema is damaged", byteOffset: found.byteOffset, byteCount: size, rows: rows
          ))
        continue
      }
      var summary = BlockSummary(
        schemaIndex: index, firstRow: found.identity.firstRow, rowCount: found.identity.rowCount,
        eventCount: found.eventCount, ranges: [], byteOffset: found.byteOffset, byteCount: size)
      if let ranges = try scan.ranges(of: found, schema: schemas[index]) {
        summary.ranges = ranges
      } else {
        let frame = try file.bytes(at: found.columnOffset, count: found.columnSize)
        let isAffordable = scan.spendOnRebuilding(
          rows: found.identity.rowCount, columns: schemas[index].columns.count)
        guard isAffordable,
          (try? decoder.decode(frame, schema: schemas[index], into: scratch)) != nil
        else {
          damage.append(
            Damage("a block is damaged", byteOffset: found.byteOffset, byteCount: size, rows: rows))
          continue
        }
        summary.ranges = scratch.ranges
        summary.eventCount = scratch.events.count
      }
      blocks.append(summary)
      contents.append(.columns(at: found.columnOffset, size: found.columnSize))
    }
  }

  /// Adds the open rows, which all have the same schema.
  private func append(openRuns runs: [ColumnBlock], at offset: UInt64) {
    guard let schema = runs.first?.schema, let index = schemas.lastIndex(of: schema) else { return }
    let stride = OpenRow.stride(columns: schema.columns.count)
    for block in runs {
      blocks.append(
        BlockSummary(
          schemaIndex: index, firstRow: block.firstRow, rowCount: block.rowCount,
          eventCount: block.events.count, ranges: block.ranges, byteOffset: offset,
          byteCount: UInt64(block.rowCount * stride)))
      contents.append(.open(block))
    }
  }

  /// Notes, once, that a block turned out to be damaged.
  private func noteLoss(of index: Int, because reason: String) {
    guard lostBlocks.insert(index).inserted else { return }
    let block = blocks[index]
    let schema = schemas[block.schemaIndex]
    let first = schema.seconds(block.ranges[0].first)
    let last = schema.seconds(block.ranges[0].last)
    damage.append(
      Damage(
        reason, byteOffset: block.byteOffset, byteCount: block.byteCount,
        rows: block.firstRow..<block.firstRow + UInt64(block.rowCount),
        seconds: min(first, last)...max(first, last)))
  }
}

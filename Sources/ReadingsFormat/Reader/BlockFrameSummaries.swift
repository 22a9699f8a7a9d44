/// The summaries of blocks that an index lists, read from the file when they are asked for.
///
/// The file is opened for each, so that summaries can be handed to any thread.
final class BlockFrameSummaries: SummarySource {
  private let origin: FileBytes.Origin
  private let tag: RecordingTag
  private let schemas: [Schema]
  private let entries: [IndexFrame.Entry]

  /// More than a block frame usually takes.
  private static let usualSize: UInt64 = 4096

  init(_ file: FileBytes, _ index: IndexReader, _ schemas: [Schema]) {
    origin = file.origin
    tag = index.tag
    self.schemas = schemas
    entries = Array(IteratorSequence(index))
  }

  /// The extents of a block's columns. Where they can't be read, they are as wide as can be, so that
  /// nobody passes the block over, and decoding it shows the damage.
  func extents(at position: UInt64) -> [ColumnExtent] {
    let entry = entries[Int(position)]
    let schema = schemas[entry.schema]
    return (try? read(entry, schema))
      ?? schema.columns.map { column in
        let (low, high) = (column.type.bits(.min), column.type.bits(.max))
        return ColumnExtent(first: low, last: high, minimum: low, maximum: high)
      }
  }

  private func read(_ entry: IndexFrame.Entry, _ schema: Schema) throws -> [ColumnExtent] {
    let file = try origin.open(bufferSize: Self.usualSize)
    let head = FrameHead(try file.bytes(at: entry.byteOffset, count: FrameKind.headSize))
    guard let head, UInt64(head.size) <= entry.byteCount else { throw Malformed("no block") }
    let block = try BlockFrame(try file.bytes(at: entry.byteOffset, count: head.size))
    guard block.tag == tag, block.rows.schemaID == schema.id,
      block.rows.numbers == entry.rows, block.eventCount == entry.eventCount
    else { throw Malformed("a block is not what the index says") }
    return try ExtentReader.extents(of: schema, in: block.extents)
  }
}

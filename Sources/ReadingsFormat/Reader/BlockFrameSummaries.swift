/// The summaries of blocks that an index lists, read from the file when they are asked for.
///
/// The file is opened for each, so that summaries can be handed to any thread.
final class BlockFrameSummaries: SummarySource {
  private let path: String
  private let identity: SystemCall.FileIdentity?
  private let schemas: [Schema]
  /// Where each block is, and its schema.
  private let places: [(offset: UInt64, schema: Int)]

  /// More than a block frame usually takes.
  private static let usualSize: UInt64 = 4096

  init(_ file: FileBytes, _ index: IndexReader) {
    path = file.path
    identity = file.identity
    schemas = index.schemas
    places = IteratorSequence(index).map { ($0.byteOffset, $0.schema) }
  }

  /// The extents of a block's columns. Where they can't be read, they are as wide as can be, so that
  /// nobody passes the block over, and decoding it shows the damage.
  func extents(at position: UInt64) -> [ColumnExtent] {
    let place = places[Int(position)]
    let schema = schemas[place.schema]
    return (try? read(at: place.offset, schema))
      ?? schema.columns.map { column in
        let (low, high) = (column.type.bits(.min), column.type.bits(.max))
        return ColumnExtent(first: low, last: high, minimum: low, maximum: high)
      }
  }

  private func read(at offset: UInt64, _ schema: Schema) throws -> [ColumnExtent] {
    let file = try FileBytes(path: path, bufferSize: Self.usualSize)
    guard file.identity == identity else { throw Malformed("the file is another one") }
    let size = FrameHead(try file.bytes(at: offset, count: FrameKind.headSize))?.size ?? 0
    let block = try BlockFrame(try file.bytes(at: offset, count: size))
    guard block.rows.schemaID == schema.id else { throw Malformed("a block has another schema") }
    return try ExtentReader.extents(of: schema, in: block.extents)
  }
}

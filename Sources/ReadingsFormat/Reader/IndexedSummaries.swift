/// The summaries of blocks that an index lists, read from the file when they are asked for.
///
/// The file is opened for each, so that summaries can be handed to any thread.
struct IndexedSummaries: Sendable {
  private let path: String
  private let identity: SystemCall.FileIdentity?
  private let schemas: [Schema]

  /// More than a block frame usually takes.
  private static let usualSize: UInt64 = 4096

  init(_ file: FileBytes, schemas: [Schema]) {
    path = file.path
    identity = file.identity
    self.schemas = schemas
  }

  /// The ranges of a block's columns. Where they can't be read, they are as wide as can be, so that
  /// nobody passes the block over, and decoding it shows the damage.
  func ranges(at offset: UInt64, schema: Int) -> [BlockSummary.Range] {
    (try? read(at: offset, schema: schemas[schema]))
      ?? schemas[schema].columns.map { column in
        let (low, high) = (column.type.bits(.min), column.type.bits(.max))
        return BlockSummary.Range(first: low, last: high, minimum: low, maximum: high)
      }
  }

  private func read(at offset: UInt64, schema: Schema) throws -> [BlockSummary.Range] {
    let file = try FileBytes(path: path, bufferSize: Self.usualSize)
    guard file.identity == identity else { throw Malformed("the file is another one") }
    let size = FrameHead(try file.bytes(at: offset, count: FrameKind.headSize))?.size ?? 0
    let frame = try file.bytes(at: offset, count: size)
    return try BlockFrame(frame).fields.ranges(of: schema)
  }
}

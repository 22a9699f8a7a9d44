/// The summaries of a file's blocks as they are in their frames: a column's range takes four bytes
/// there, and 32 when it is decoded.
///
/// Filled while a file is opened, by one thread, and not changed afterwards.
final class EncodedSummaries: @unchecked Sendable {
  private var chunks: [[UInt8]] = []
  /// The schemas that summaries name by their position.
  var schemas: [Schema] = []

  /// How long a chunk becomes before another is begun; a summary is in one chunk.
  private static let chunkSize = 1 << 20
  private static let headSize = 8

  /// Adds the payload of a block frame whose columns are those of a schema; says where it is.
  func append(_ payload: UnsafeRawBufferPointer, schema: Int) -> Int {
    let size = Self.headSize + payload.count
    if chunks.last.map({ $0.count + size > Self.chunkSize }) ?? true {
      var chunk: [UInt8] = []
      if !chunks.isEmpty { chunk.reserveCapacity(max(size, Self.chunkSize)) }
      chunks.append(chunk)
    }
    let last = chunks.count - 1
    let position = last << 32 | chunks[last].count
    withUnsafeBytes(of: (UInt32(schema), UInt32(payload.count))) { chunks[last] += $0 }
    chunks[last] += payload
    return position
  }

  /// Calls `body` with the fields of a summary and its schema.
  private func read<Result>(
    at position: Int, _ body: (BlockFields, Schema) throws(Malformed) -> Result
  ) -> Result? {
    chunks[position >> 32].withUnsafeBytes { chunk -> Result? in
      let start = position & 0xFFFF_FFFF
      let schema = chunk.loadUnaligned(fromByteOffset: start, as: UInt32.self)
      let count = Int(chunk.loadUnaligned(fromByteOffset: start + 4, as: UInt32.self))
      let first = start + Self.headSize
      let payload = UnsafeRawBufferPointer(rebasing: chunk[first..<first + count])
      return try? body(BlockFields(payload: payload), schemas[Int(schema)])
    }
  }

  /// The ranges of a block's columns. That they can be read was seen when it was found.
  func ranges(at position: Int) -> [BlockSummary.Range] {
    read(at: position) { fields, schema throws(Malformed) in try fields.ranges(of: schema) } ?? []
  }

  /// The range of the first column, the time.
  func times(at position: Int) -> BlockSummary.Range? {
    read(at: position) { fields, _ throws(Malformed) in fields.times } ?? nil
  }

  /// Whether two blocks have the same ranges.
  func areEqual(_ one: Int, _ other: Int) -> Bool { ranges(at: one) == ranges(at: other) }
}

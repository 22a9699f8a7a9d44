/// The summaries of a file's blocks as they are in their frames.
///
/// Filled and put in order while a file is opened, by one thread, and not changed afterwards.
final class SummaryStore: SummarySource, @unchecked Sendable {
  private var chunks: [[UInt8]] = []
  /// The schemas that summaries name by their position.
  var schemas: [Schema] = []

  /// How long a chunk becomes before another is begun; a summary is in one chunk.
  private static let chunkSize = 1 << 20
  private static let headSize = 8

  /// How many bytes a summary takes.
  static func size(of extents: UnsafeRawBufferPointer) -> Int { headSize + extents.count }

  /// Adds the extents of a block's columns, as a block frame has them; says where they are.
  func append(_ extents: UnsafeRawBufferPointer, schema: Int) -> UInt64 {
    let size = Self.size(of: extents)
    if chunks.last.map({ $0.count + size > Self.chunkSize }) ?? true {
      var chunk: [UInt8] = []
      // The first one grows as it must: most files have few blocks.
      if !chunks.isEmpty { chunk.reserveCapacity(max(size, Self.chunkSize)) }
      chunks.append(chunk)
    }
    let last = chunks.count - 1
    let position = UInt64(last) << 32 | UInt64(chunks[last].count)
    withUnsafeBytes(of: (UInt32(schema), UInt32(extents.count))) { chunks[last] += $0 }
    chunks[last] += extents
    return position
  }

  /// Says which schema the columns of a summary have; false if its extents break a rule.
  func adopt(_ position: UInt64, schema: Schema, at schemaPosition: Int) -> Bool {
    let (chunk, start) = Self.place(position)
    withUnsafeBytes(of: UInt32(schemaPosition)) {
      chunks[chunk].replaceSubrange(start..<start + 4, with: $0)
    }
    return withSummary(at: position) { ExtentReader.areSound(of: schema, in: $1) }
  }

  /// Adds the extents of some values.
  func append(_ extents: [ColumnExtent], schema: Schema, at schemaPosition: Int) -> UInt64 {
    var sink = ByteSink(capacity: ColumnExtent.bound * extents.count + 1)
    var writer = ExtentWriter()
    for (extent, column) in zip(extents, schema.columns) {
      writer.append(extent, as: column.type, to: &sink)
    }
    return append(sink.bytes, schema: schemaPosition)
  }

  /// The extents of a block's columns. That they can be read was seen when it was found.
  func extents(at position: UInt64) -> [ColumnExtent] {
    withSummary(at: position) { (try? ExtentReader.extents(of: schemas[$0], in: $1)) ?? [] }
  }

  /// How many bytes a summary takes.
  func size(at position: UInt64) -> Int { withSummary(at: position) { Self.size(of: $1) } }

  /// The chunk of a summary, and where it begins there.
  private static func place(_ position: UInt64) -> (chunk: Int, start: Int) {
    (Int(position >> 32), Int(position & 0xFFFF_FFFF))
  }

  /// Calls `body` with the position of a summary's schema and with its extents.
  private func withSummary<Result>(
    at position: UInt64, _ body: (Int, UnsafeRawBufferPointer) -> Result
  ) -> Result {
    let (chunk, start) = Self.place(position)
    return chunks[chunk].withUnsafeBytes { bytes in
      let schema = bytes.loadUnaligned(fromByteOffset: start, as: UInt32.self)
      let count = Int(bytes.loadUnaligned(fromByteOffset: start + 4, as: UInt32.self))
      let first = start + Self.headSize
      return body(Int(schema), UnsafeRawBufferPointer(rebasing: bytes[first..<first + count]))
    }
  }
}

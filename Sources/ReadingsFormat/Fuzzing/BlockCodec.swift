/// Encodes and decodes blocks by themselves, without a file around them, for the fuzzer.
///
/// Every buffer is as long as what it holds and no longer, so that the address sanitizer sees what
/// goes beyond. Not thread-safe.
@_spi(Fuzzing)
public struct BlockCodec: ~Copyable {
  /// The columns of the blocks.
  public let schema: Schema
  private var decoder = BlockDecoder()

  /// Makes a codec for blocks of a schema.
  public init(schema: Schema) { self.schema = schema }

  /// Decodes the content of a column frame; `nil` if it is malformed.
  public mutating func decode(content: [UInt8]) -> ColumnBlock? {
    let copy = OwnedBytes(count: content.count + BitPacking.slack)
    content.withUnsafeBytes { copy.base.copyMemory(from: $0.baseAddress!, byteCount: $0.count) }
    let block = ColumnBlock()
    var cursor = ByteCursor(copy.bytes(0..<content.count))
    let isSound = (try? decoder.decode(content: &cursor, schema: schema, into: block)) != nil
    return isSound ? block : nil
  }

  /// Decodes what `encode` has made; `nil` if it is malformed.
  public mutating func decode(_ encoded: EncodedBlock) -> ColumnBlock? {
    let block = ColumnBlock()
    let isSound = encoded.columns.withUnsafeBytes {
      (try? decoder.decode($0, schema: schema, into: block)) != nil
    }
    return isSound ? block : nil
  }

  /// Encodes a block of the schema as a writer does when it seals.
  ///
  /// - Parameter times: How often. What an encoder learns from a block it uses for the next one.
  public func encode(_ block: ColumnBlock, times: Int = 1) -> EncodedBlock {
    let image = RowImage(block)
    var encoder = BlockEncoder(
      schema: schema, capacity: block.rowCount, labelBytes: image.labelBytes)
    let control = OpenFrameControl(
      tag: RecordingTag(number: 0), schemaID: schema.id, firstRow: block.firstRow,
      rowsOffset: OpenFrameControl.end, capacity: block.rowCount, schemaSize: 0)
    for _ in 0..<times { encoder.encode(image.openRows, control: control) }
    return EncodedBlock(encoder.block.bytes)
  }

  /// The extremes of a block's columns, by its values.
  public func ranges(of block: ColumnBlock) -> [ColumnExtent] { block.ranges }
}

import ReadingsFormat

/// The rows of a block as a writer holds them before it seals, with their labels behind them.
///
/// Invariant: the bytes are as long as what they hold and no longer, so that the address sanitizer sees
/// what goes beyond.
struct BlockImage: ~Copyable {
  private let bytes: OwnedBytes
  private let schema: Schema
  private let rowCount: Int
  private let firstRow: UInt64

  /// The length and the checksum before a label.
  private static let labelHeadSize = 8

  /// Copies a block's values and labels, as those of columns which may have other names.
  init(_ block: ColumnBlock, as schema: Schema) {
    self.schema = schema
    rowCount = block.rowCount
    firstRow = block.firstRow
    let stride = 8 * schema.columns.count + 8
    var labels = rowCount * stride
    bytes = OwnedBytes(count: block.events.reduce(labels) { $0 + Self.size(of: $1) })
    for column in schema.columns.indices {
      block.withColumn(column) { values in
        for (row, value) in values.enumerated() {
          store(value, at: row * stride + 8 * column)
        }
      }
    }
    for event in block.events {
      store(UInt32(labels / 8), at: (event.row + 1) * stride - 8)
      store(event.label, at: labels)
      labels += Self.size(of: event)
    }
  }

  /// The block as a writer seals it.
  ///
  /// - Parameter times: How often. What an encoder learns from a block it uses for the next one.
  func encoded(times: Int = 1) -> EncodedBlock {
    let labels = bytes.count - rowCount * (8 * schema.columns.count + 8)
    var sealer = BlockSealer(schema: schema, capacity: rowCount, labelBytes: labels)
    for _ in 1..<times { _ = seal(by: &sealer) }
    return EncodedBlock(seal(by: &sealer))
  }

  private func seal(by sealer: inout BlockSealer) -> UnsafeRawBufferPointer {
    sealer.seal(bytes.bytes(0..<bytes.count), count: rowCount, firstRow: firstRow)
  }

  private static func size(of event: Event) -> Int {
    (labelHeadSize + event.label.utf8.count + 7) & ~7
  }

  /// Stores a label, which the encoder takes without its checksum.
  private func store(_ label: String, at offset: Int) {
    store(UInt32(label.utf8.count), at: offset)
    for (position, byte) in label.utf8.enumerated() {
      store(byte, at: offset + Self.labelHeadSize + position)
    }
  }

  private func store<Value: FixedWidthInteger & BitwiseCopyable>(_ value: Value, at offset: Int) {
    precondition(offset + MemoryLayout<Value>.size <= bytes.count)
    bytes.base.storeBytes(of: value.littleEndian, toByteOffset: offset, as: Value.self)
  }
}

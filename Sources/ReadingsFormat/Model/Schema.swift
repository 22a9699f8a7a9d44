/// The columns of a run of rows, the first of which is the time.
///
/// A recording may change its schema half-way, when a metric is registered or removed; every
/// block names the schema that its rows have. Spec/format.md, section "Schema frame".
public struct Schema: Sendable, Hashable {
  /// The columns in the order in which rows hold them.
  public let columns: [Column]
  /// The checksum of the schema's description, by which blocks name it.
  public let id: UInt32

  /// The largest number of columns that the format allows.
  public static let maximumColumnCount = 4096

  /// The most bytes that names, units and the rest of a schema's frame may take.
  public static let maximumByteCount = 8 * 65_535

  /// Makes a schema. In names and units the byte 0x18 becomes 0x1A.
  public init(columns: [Column]) {
    let columns = columns.map(\.storable)
    self.init(columns: columns, id: Self.id(of: columns))
  }

  /// Makes a schema whose description has a given checksum.
  init(columns: [Column], id: UInt32) {
    self.columns = columns
    self.id = id
  }

  /// The position of the column with a well-known meaning, or `nil`.
  public func index(of meaning: Meaning) -> Int? {
    columns.firstIndex { $0.meaning == meaning }
  }

  /// The time of a stored value of the first column, in seconds since the recording's origin.
  public func seconds(_ bits: UInt64) -> Double { columns[0].double(bits) }
}

extension [Schema] {
  /// The time span of a block of one of these schemas, in seconds since the recording's origin.
  func seconds(of block: BlockSummary) -> ClosedRange<Double> {
    self[block.schemaIndex].seconds(block.times.first)
      .span(to: self[block.schemaIndex].seconds(block.times.last))
  }
}

extension Double {
  /// From the smaller of two numbers to the larger one.
  func span(to other: Double) -> ClosedRange<Double> {
    Swift.min(self, other)...Swift.max(self, other)
  }
}

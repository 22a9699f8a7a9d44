/// The columns of a run of rows, the first of which is the time.
///
/// A recording may change its schema half-way, when a metric is registered or removed; every
/// block names the schema that its rows have. Spec/format.md, section "Schema frame".
public struct Schema: Sendable, Hashable {
  /// The number by which blocks name the schema; unique in its file.
  public var id: UInt32
  /// The columns in the order in which rows hold them.
  public var columns: [Column]

  /// The largest number of columns that the format allows.
  public static let maximumColumnCount = 4096

  /// The most bytes that names, units and the rest of a schema's frame may take.
  public static let maximumByteCount = 8 * 65_535

  /// Makes a schema.
  public init(id: UInt32 = 0, columns: [Column]) {
    self.id = id
    self.columns = columns
  }

  /// The position of the column with a well-known meaning, or `nil`.
  public func index(of meaning: Meaning) -> Int? {
    columns.firstIndex { $0.meaning == meaning }
  }

  /// The time of a stored value of the first column, in seconds since the recording's origin.
  public func seconds(_ bits: UInt64) -> Double { columns[0].double(bits) }

  /// The time span of a block, in seconds since the recording's origin, from the range of its first
  /// column.
  func seconds(_ range: BlockSummary.Range) -> ClosedRange<Double> {
    let first = seconds(range.first)
    let last = seconds(range.last)
    return min(first, last)...max(first, last)
  }

  /// The sentence that says which rule of the format the schema breaks, or `nil` when it is sound.
  public var flaw: String? {
    guard let first = columns.first, first.kind == .time, first.type == .int64 else {
      return "the first column must be the time, as int64"
    }
    guard columns.count <= Self.maximumColumnCount else {
      return "more than \(Self.maximumColumnCount) columns"
    }
    let size = columns.reduce(32) { $0 + 16 + $1.name.utf8.count + $1.unit.name.utf8.count }
    guard size <= Self.maximumByteCount else {
      return "names and units take more than \(Self.maximumByteCount) bytes"
    }
    for (position, column) in columns.enumerated() {
      guard (1...1024).contains(column.name.utf8.count) else {
        return "the name of column \(position) is not 1 to 1024 bytes long"
      }
      guard column.unit.name.utf8.count <= 64 else {
        return "the unit of column \(position) is longer than 64 bytes"
      }
      guard position == 0 || column.kind != .time else { return "more than one time column" }
      guard column.scale.isValid else { return "the scale of column \(position) is out of range" }
    }
    let names = columns.map(\.name).sorted()
    if zip(names, names.dropFirst()).contains(where: ==) { return "two columns have the same name" }
    return nil
  }
}

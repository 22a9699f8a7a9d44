import ReadingsFormat

/// Decodes any bytes as the content of a column frame. What can be decoded is encoded anew, and must
/// be the same when it is decoded again.
///
/// The first four bytes say what the block is; what the content says of itself is put in front.
enum BlockTrial {
  /// The block that a content is taken for.
  struct Shape {
    var columnCount = 1
    var rowCount = 1
    var firstRow: UInt64 = 0
    /// Two bits a column, over and over.
    var types: UInt8 = 0

    static let byteCount = 4
    private static let tag: UInt32 = 0

    init(columnCount: Int, rowCount: Int) {
      self.columnCount = columnCount
      self.rowCount = rowCount
    }

    init(_ bytes: inout Decisions) {
      let head = bytes.byte()
      columnCount = Int(head & 0x0F) + 1
      // Long blocks are seldom more than slow.
      rowCount = (Int(bytes.byte()) + 1) << (head & 0x80 != 0 ? 4 : 0)
      types = bytes.byte()
      firstRow = UInt64(bytes.byte()) << (head & 0x40 != 0 ? 48 : 0)
    }

    /// The bytes that stand for a shape with up to 16 columns and 256 rows.
    var bytes: [UInt8] {
      [UInt8(columnCount - 1), UInt8(rowCount - 1), types, UInt8(truncatingIfNeeded: firstRow)]
    }

    /// The columns.
    var schema: Schema {
      let metrics = (1..<max(columnCount, 1)).map { index in
        let type = Column.ValueType.allCases[Int(types >> (2 * (index & 3)) & 3) % 3]
        return Column(Self.names[index], type: type)
      }
      return Schema(
        columns: [Column("time", kind: .time, meaning: .time)] + metrics)
    }

    /// What a content says of itself before anything else.
    var identity: [UInt8] {
      var bytes: [UInt8] = []
      bytes.append(word: Self.tag)
      bytes.append(word: schema.id)
      bytes.append(varint: firstRow)
      bytes.append(varint: UInt64(rowCount))
      return bytes
    }

    private static let names = (0..<16).map { "m\($0)" }
  }

  static func run(_ input: UnsafeRawBufferPointer) throws(BrokenPromise) -> Int {
    guard input.count > Shape.byteCount else { return 0 }
    var bytes = Decisions(input)
    let shape = Shape(&bytes)
    let schema = shape.schema
    let frame = ColumnFrame(storing: shape.identity + bytes.remainder())
    var decoder = BlockDecoder()
    guard let block = frame.decoded(by: &decoder, schema) else { return 0 }
    try require(
      block.rowCount == shape.rowCount && block.firstRow == shape.firstRow,
      "a block is not what its content says")
    // With what the encoder has learnt, it may encode the same in another way.
    let image = BlockImage(block, as: schema)
    for times in 1...2 { try check(image.encoded(times: times), is: block, by: &decoder) }
    return block.rowCount * shape.columnCount
  }

  private static func check(
    _ encoded: EncodedBlock, is block: ColumnBlock, by decoder: inout BlockDecoder
  ) throws(BrokenPromise) {
    guard let copy = encoded.columns.decoded(by: &decoder, block.schema) else {
      throw BrokenPromise("what was encoded cannot be decoded")
    }
    try require(
      copy.rowCount == block.rowCount && copy.firstRow == block.firstRow,
      "a block has other rows when it is decoded again")
    for column in block.schema.columns.indices {
      let isEqual = block.withColumn(column) { values in
        copy.withColumn(column) { $0.elementsEqual(values) }
      }
      try require(isEqual, "column \(column) has other values when it is decoded again")
    }
    try require(copy.events == block.events, "a block has other events when it is decoded again")
    let types = block.schema.columns.map(\.type)
    try require(
      encoded.ranges(of: block.schema).map { plain($0, types) } == plain(block.ranges, types),
      "the summary's ranges are not those of the values")
  }

  /// Ranges in which an extreme of −0 is 0: which of the two it is where a column has both is left open.
  private static func plain(
    _ ranges: [ColumnExtent], _ types: [Column.ValueType]
  ) -> [ColumnExtent] {
    zip(ranges, types).map { range, type in
      guard type == .float64 else { return range }
      var range = range
      if Double(bitPattern: range.minimum) == 0 { range.minimum = 0 }
      if Double(bitPattern: range.maximum) == 0 { range.maximum = 0 }
      return range
    }
  }
}

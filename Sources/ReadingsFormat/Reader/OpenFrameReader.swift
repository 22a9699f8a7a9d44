/// Reads the rows of an open frame, each of which proves itself by its checksum.
/// Spec/format.md, section "Open rows".
struct OpenFrameReader {
  /// Intact rows without a gap.
  struct Run {
    /// The number of the first one.
    var firstRow: UInt64
    /// Where they are in the block of all intact rows.
    var positions: Range<Int>

    /// The rows' numbers.
    var rows: Range<UInt64> { firstRow..<firstRow + UInt64(positions.count) }
  }

  private let file: FileBytes
  private let open: FrameScan.FoundOpen
  private let schema: Schema
  /// All intact rows, one behind the other.
  let block = ColumnBlock()
  private(set) var runs: [Run] = []
  private(set) var damage: [Damage] = []
  /// What the labels may still take. Those of a sound frame do not overlap; without a limit, every
  /// row of a hostile one could name a label as long as the file.
  private var labelBudget: UInt64
  /// Where the frame starts.
  var byteOffset: UInt64 { open.byteOffset }
  /// How many bytes it takes.
  var byteCount: UInt64 { open.end - open.byteOffset }

  /// Reads an open frame.
  ///
  /// - Parameter labelBudget: The bytes that labels may take; what they do is taken off.
  init(
    _ open: FrameScan.FoundOpen, schema: Schema, file: FileBytes, labelBudget: inout UInt64
  ) throws(ReadingsError) {
    self.file = file
    self.open = open
    self.schema = schema
    self.labelBudget = labelBudget
    try readRows()
    labelBudget = self.labelBudget
  }

  private var stride: Int { OpenRow.stride(columns: schema.columns.count) }
  private var rows: UInt64 { open.byteOffset + UInt64(open.control.rowsOffset) * 8 }
  private var labels: UInt64 { rows + UInt64(Int(open.control.capacity) * stride) }

  private mutating func readRows() throws(ReadingsError) {
    let capacity = Int(open.control.capacity)
    let limit = min(capacity, BlockDecoder.maximumValueCount / schema.columns.count)
    // Without a count, the rows that prove themselves are taken as committed.
    let committed = min(open.count ?? limit, limit)
    if open.count == nil {
      report("the count of open rows is damaged", at: open.byteOffset + 8, size: 8)
    }
    let available = rows < open.end ? Int(min(open.end - rows, UInt64(committed * stride))) : 0
    let area = try copy(at: rows, count: available)
    var intact: [Int] = []
    for row in 0..<committed {
      if (row + 1) * stride <= area.count, isIntact(row, in: area) {
        intact.append(row)
      } else {
        guard open.count != nil else { break }
        let number = open.control.firstRow + UInt64(row)
        let isCut = (row + 1) * stride > area.count
        report(
          isCut ? "the file ends before its open rows do" : "an open row is damaged",
          at: rows + UInt64(row * stride), size: stride, rows: number..<number + 1)
      }
    }
    try take(intact, from: area)
  }

  /// A copy, because reading labels reuses the file's buffer.
  private func copy(at offset: UInt64, count: Int) throws(ReadingsError) -> [UInt8] {
    guard count > 0 else { return [] }
    return Array(try file.bytes(at: offset, count: count))
  }

  private func isIntact(_ row: Int, in area: [UInt8]) -> Bool {
    area.withUnsafeBytes { bytes in
      let row = (bytes: row * stride..<(row + 1) * stride, number: UInt64(row))
      return OpenRow.isIntact(
        UnsafeRawBufferPointer(rebasing: bytes[row.bytes]), row: open.control.firstRow + row.number)
    }
  }

  /// Copies intact rows, column by column.
  private mutating func take(_ intact: [Int], from area: [UInt8]) throws(ReadingsError) {
    guard !intact.isEmpty else { return }
    block.reset(schema: schema, firstRow: open.control.firstRow, rowCount: intact.count)
    var references: [(row: Int, reference: UInt32)] = []
    area.withUnsafeBytes { bytes in
      for (position, row) in intact.enumerated() {
        for column in schema.columns.indices {
          let at = row * stride + 8 * column
          block[column: column, row: position] = UInt64(
            littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))
        }
        let at = row * stride + 8 * schema.columns.count
        let reference = UInt32(
          littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt32.self))
        if reference != 0 { references.append((position, reference)) }
      }
    }
    // In the order of the file, or each one might take a read of its own.
    for (position, reference) in references.sorted(by: { $0.reference < $1.reference }) {
      let number = open.control.firstRow + UInt64(intact[position])
      block.events.append(
        Event(row: position, label: try label(reference, row: number) ?? "\u{FFFD}"))
    }
    block.events.sort { $0.row < $1.row }
    for (position, row) in intact.enumerated() {
      if position > 0, intact[position - 1] == row - 1 {
        let start = runs[runs.count - 1].positions.lowerBound
        runs[runs.count - 1].positions = start..<position + 1
      } else {
        let number = open.control.firstRow + UInt64(row)
        runs.append(Run(firstRow: number, positions: position..<position + 1))
      }
    }
  }

  private mutating func label(
    _ reference: UInt32, row: UInt64
  ) throws(ReadingsError) -> String? {
    guard let relative = OpenRow.labelOffset(reference) else { return nil }
    let offset = labels + UInt64(relative)
    let head = try file.bytes(at: offset, count: OpenRow.labelHeadSize)
    if head.count == OpenRow.labelHeadSize {
      let count = Int(UInt32(littleEndian: head.loadUnaligned(as: UInt32.self)))
      let checksum = UInt32(
        littleEndian: head.loadUnaligned(fromByteOffset: 4, as: UInt32.self))
      let taken = UInt64(OpenRow.labelSize(count))
      if taken <= labelBudget {
        labelBudget -= taken
        let text = try file.bytes(at: offset + UInt64(OpenRow.labelHeadSize), count: count)
        if text.count == count, OpenRow.checksum(text, row: row) == checksum {
          return String(decoding: text, as: UTF8.self)
        }
      }
    }
    report("an event's label is damaged", at: offset, size: OpenRow.labelHeadSize)
    return nil
  }

  private mutating func report(
    _ reason: String, at offset: UInt64, size: Int, rows: Range<UInt64>? = nil
  ) {
    // Rows may be missing that were to come behind the file's end.
    let offset = min(offset, open.end)
    if let last = damage.last, last.reason == reason, let before = last.rows, let rows,
      before.upperBound == rows.lowerBound
    {
      damage[damage.count - 1].rows = before.lowerBound..<rows.upperBound
      damage[damage.count - 1].byteCount += UInt64(size)
    } else {
      damage.append(Damage(reason, byteOffset: offset, byteCount: UInt64(size), rows: rows))
    }
  }
}

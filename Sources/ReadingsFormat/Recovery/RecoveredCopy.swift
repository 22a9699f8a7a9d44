/// The new file that a recovery writes.
struct RecoveredCopy: ~Copyable {
  private(set) var report = Recovery.Report()
  private let path: String
  private var writer: LogWriter
  /// The unit of the times, which can't change: they would not go on from each other.
  private let clock: Scale
  private var lastTime = Int64.min
  /// The rows of a block, one behind the other.
  private var rows = OwnedBytes(count: 0)

  /// The bytes that the labels of a block may take: the most there can be, so that none is cut.
  private static let labelCapacity = 512 << 10

  /// Begins the file with the header of the old one.
  init(of reader: LogReader, schema: Schema, to path: String) throws(ReadingsError) {
    self.path = path
    clock = schema.columns[0].scale
    // The last row has a number, too.
    let count = reader.blocks.reduce(UInt64(0)) { $0 + UInt64($1.rowCount) }
    // Short files are made with little room, which has to be claimed and cleared.
    var options = LogWriter.Options()
    options.rowsPerBlock = Int(min(max(count, 1), UInt64(options.rowsPerBlock)))
    options.growth = Int(min(max(reader.byteCount, 1), UInt64(options.growth)))
    let hasEvents = reader.blocks.contains { $0.eventCount > 0 }
    options.labelCapacity = hasEvents ? Self.labelCapacity : 64
    var header = reader.header
    // Its rows are numbered anew: in one file with the old one they would be mixed up.
    header.tag = nil
    if !reader.knowsHeader { header.firstRow = reader.blocks.first?.firstRow }
    header.firstRow = header.firstRow.map { min($0, Limits.number - count) }
    writer = try LogWriter(path: path, header: header, schema: schema, options: options)
  }

  /// Writes all blocks that can be decoded.
  mutating func writeBlocks(of reader: LogReader) throws(ReadingsError) {
    let block = ColumnBlock()
    for (index, summary) in reader.blocks.enumerated() {
      guard try reader.decodeIfIntact(index, into: block) else { continue }
      let seconds = reader.schemas.seconds(of: summary)
      func leaveOut(because reason: String) {
        report.damage.append(
          Damage(
            "\(reason); these rows are left out", in: summary, rows: summary.rows,
            seconds: seconds))
      }
      guard block.schema.columns[0].scale == clock else {
        leaveOut(because: "the unit of the times changes")
        continue
      }
      guard let schema = block.schema.writable else {
        leaveOut(because: "the names of the columns cannot be written")
        continue
      }
      do throws(Errno) {
        try writer.change(to: schema)
        try write(block, summary)
        report.seconds = seconds.hull(with: report.seconds)
      } catch {
        throw failure(error)
      }
    }
  }

  /// Closes the file and has it written to the disk.
  mutating func close() throws(ReadingsError) {
    do throws(Errno) {
      try writer.close()
      report.newByteCount = try SystemCall.status(writer.descriptor).size
      try writer.synchronize()
    } catch {
      throw failure(error)
    }
  }

  /// Appends the rows of a block.
  private mutating func write(_ block: ColumnBlock, _ summary: BlockSummary) throws(Errno) {
    let columnCount = block.schema.columns.count
    transpose(block)
    var events = block.events[...]
    for row in 0..<block.rowCount {
      let values = UnsafeBufferPointer(
        start: rows.words(at: 8 * row * columnCount), count: columnCount)
      let time = Int64(bitPattern: values[0])
      if time < lastTime { report.raisedTimeCount += 1 }
      lastTime = max(lastTime, time)
      if let event = events.first, event.row == row {
        events.removeFirst()
        try append(values, event.label, summary)
      } else {
        try writer.append(values)
      }
    }
    report.rowCount += UInt64(block.rowCount)
    report.blockCount += 1
  }

  /// Appends an event.
  private mutating func append(
    _ values: UnsafeBufferPointer<UInt64>, _ label: String, _ summary: BlockSummary
  ) throws(Errno) {
    let text = Array(label.utf8)
    if text.count > Self.labelCapacity - OpenRow.labelHeadSize {
      report.damage.append(
        Damage(
          "a label is too long, and was cut", byteOffset: summary.byteOffset,
          byteCount: UInt64(text.count)))
    }
    try text.span.bytes.withUnsafeBytes { bytes throws(Errno) in
      try writer.append(values, label: bytes)
    }
    report.eventCount += 1
  }

  /// Puts the columns of a block as rows into memory.
  private mutating func transpose(_ block: ColumnBlock) {
    let columnCount = block.schema.columns.count
    let size = 8 * columnCount * block.rowCount
    if rows.count < size { rows = OwnedBytes(count: size) }
    let words = rows.words()
    for column in 0..<columnCount {
      block.withColumn(column) { values in
        for row in 0..<block.rowCount { words[row * columnCount + column] = values[row] }
      }
    }
  }

  private func failure(_ error: Errno) -> ReadingsError {
    ReadingsError(
      .inputOutput, "the recovered file cannot be written", place: .init(path: path), errno: error)
  }
}

extension Schema {
  /// The same columns, with texts that a writer takes: what is no UTF-8 in a file may have become longer
  /// than names and units may be. `nil` if there is no such schema.
  var writable: Schema? {
    let columns = columns.map { column in
      var column = column
      column.name = column.name.utf8Prefix(Self.maximumNameSize)
      column.unit = MetricUnit(column.unit.name.utf8Prefix(Self.maximumUnitSize))
      return column
    }
    let schema = Schema(columns: columns)
    return schema.flaw == nil ? schema : nil
  }
}

extension String {
  /// The longest beginning of at most so many bytes.
  fileprivate func utf8Prefix(_ limit: Int) -> String {
    guard utf8.count > limit else { return self }
    var copy = self
    return copy.withUTF8 {
      String(decoding: UnsafeRawBufferPointer($0).utf8Prefix(limit), as: UTF8.self)
    }
  }
}

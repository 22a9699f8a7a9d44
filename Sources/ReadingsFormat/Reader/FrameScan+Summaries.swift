extension FrameScan {
  /// Finds the schema of every block and copies its summary; makes a lost one anew from the values.
  ///
  /// Blocks that can't be read any more are reported, and get no schema.
  mutating func settleBlocks(into summaries: EncodedSummaries) throws(ReadingsError) {
    summaries.schemas = schemas.map(\.schema)
    let block = ColumnBlock()
    for position in blocks.indices {
      var found = blocks[position]
      let schema = schemaPosition(
        found.schemaID, before: found.byteOffset, of: Int(found.recording))
      if let schema {
        if try !settle(&found, schema: schema, using: block, into: summaries) {
          report("a block is damaged", found)
        }
      } else {
        report("a block's schema is damaged", found)
      }
      blocks[position] = found
    }
  }

  /// Gives a block its schema and its summary; false if its values are damaged, too.
  private mutating func settle(
    _ found: inout FoundBlock, schema: Int, using block: ColumnBlock,
    into summaries: EncodedSummaries
  ) throws(ReadingsError) -> Bool {
    if let payload = try payload(of: found),
      let fields = try? BlockFields(payload: payload),
      (try? fields.ranges(of: schemas[schema].schema)) != nil
    {
      found.summary = summaries.append(payload, schema: schema)
      found.schemaPosition = UInt32(schema)
      return true
    }
    let frame = try file.bytes(at: found.columnOffset, count: found.columnSize)
    let columns = schemas[schema].schema.columns
    guard spendOnRebuilding(rows: found.rowCount, columns: columns.count),
      (try? decoder.decode(frame, schema: schemas[schema].schema, into: block)) != nil
    else { return false }
    found.eventCount = block.events.count
    let rows = found.rowCount - 1
    found.times = (
      Int64(bitPattern: block[column: 0, row: 0]), Int64(bitPattern: block[column: 0, row: rows])
    )
    var payload = ByteSink(capacity: 64 + 40 * columns.count)
    BlockFields.append(block, to: &payload)
    guard keep(payload.count) else { return false }
    found.summary = summaries.append(payload.bytes, schema: schema)
    found.schemaPosition = UInt32(schema)
    return true
  }

  /// The payload of a block's frame; `nil` if that is damaged.
  private func payload(of found: FoundBlock) throws(ReadingsError) -> UnsafeRawBufferPointer? {
    guard found.hasSummary else { return nil }
    let start = found.byteOffset + UInt64(FrameKind.headSize)
    let size = Int(found.columnOffset - start)
    let bytes = try file.bytes(at: start, count: size)
    return bytes.count == size ? bytes : nil
  }

  private mutating func report(_ reason: String, _ found: FoundBlock) {
    damage.append(
      Damage(
        reason, byteOffset: found.byteOffset, byteCount: found.byteCount, rows: found.identity.rows)
    )
  }
}

extension BlockFields {
  /// Appends a block's summary, up to the ranges, as its frame would have it.
  fileprivate static func append(_ block: ColumnBlock, to sink: inout ByteSink) {
    sink.append(Control.countWord(block.rowCount))
    Control(
      firstRow: block.firstRow, schemaID: block.schema.id, rowsOffset: 0, capacity: 1, schemaSize: 0
    ).append(to: &sink)
    sink.append(UInt32(0))
    sink.append(varint: UInt64(block.events.count))
    for (column, range) in block.ranges.enumerated() {
      range.append(to: &sink, as: block.schema.columns[column].type)
    }
  }
}

/// Rows of column frames, with or without a block frame: they are final.
extension RecoveredRows {
  /// Takes the rows of a column frame.
  mutating func takeColumns(
    _ frame: FoundFrames.Columns, in frames: inout FoundFrames
  ) throws(ReadingsError) {
    let missing = given.missing(of: frame.rows)
    guard !missing.isEmpty, frames.overflow == nil, let schema = frames.schemas[frame.schemaID]
    else { return }
    let cost = Int(frame.byteCount) + 8 * Int(frame.rowCount) * schema.columns.count
    guard frames.budget.allows(cost, at: file.size) else { return }
    let bytes = try file.bytes(at: frame.byteOffset, count: Int(frame.byteCount))
    guard (try? decoder.decode(bytes, schema: schema, into: block)) != nil else {
      return frames.budget.spend(cost)
    }
    guard let position = position(of: frame.schemaID, in: frames) else { return }
    for rows in missing {
      add(rows, of: frame, schema: position, to: &frames)
    }
  }

  /// Adds rows of the block that was decoded last.
  private mutating func add(
    _ rows: Range<UInt64>, of frame: FoundFrames.Columns, schema: Int,
    to frames: inout FoundFrames
  ) {
    let isWhole = rows == frame.rows
    let hasSummary =
      isWhole && frame.blockByteCount > 0 && block.events.count == Int(frame.eventCount)
      && frames.store.adopt(frame.extents, schema: block.schema, at: schema)
    let places = Int(rows.lowerBound - frame.firstRow)..<Int(rows.upperBound - frame.firstRow)
    var extents = frame.extents
    var memory = 0
    if !hasSummary {
      extents = frames.store.append(block.ranges(of: places), schema: block.schema, at: schema)
      memory = 8 * block.schema.columns.count
    }
    guard frames.memory.takeBlock(memory) else {
      frames.overflow = frames.overflow ?? frame.byteOffset
      return
    }
    let times = block.withColumn(0) { times in
      (Int64(bitPattern: times[places.lowerBound]), Int64(bitPattern: times[places.upperBound - 1]))
    }
    let head = hasSummary ? UInt64(frame.blockByteCount) : 0
    add(
      BlockSummary(
        schemaIndex: schema, firstRow: rows.lowerBound, rowCount: places.count,
        eventCount: block.events(in: places).count, byteOffset: frame.byteOffset - head,
        byteCount: UInt64(frame.byteCount) + head, times: times, extentsAt: extents,
        in: frames.store), isWhole ? nil : .rows(places, of: frame.blockRows))
  }
}

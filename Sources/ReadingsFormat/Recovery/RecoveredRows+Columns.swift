/// Rows of column frames, with or without a block frame: they are final.
extension RecoveredRows {
  /// Adds the rows of a column frame.
  mutating func addRows(of frame: FoundFrames.Columns) throws(ReadingsError) {
    let missing = given.missing(of: frame.rows.numbers)
    guard !missing.isEmpty, leftOut == nil,
      let schema = frames.schemas[frame.rows.schemaID]
    else { return }
    let cost = Int(frame.byteCount) + 8 * frame.rows.count * schema.columns.count
    guard frames.budget.allows(cost, at: file.size) else { return }
    let bytes = try file.bytes(at: frame.byteOffset, count: Int(frame.byteCount))
    guard (try? decoder.decode(bytes, schema: schema, into: block)) != nil else {
      return frames.budget.spend(cost)
    }
    guard let position = position(of: frame.rows.schemaID) else { return }
    for rows in missing { add(rows, of: frame, schema: position) }
  }

  /// Adds rows of the block that was decoded last.
  private mutating func add(_ rows: Range<UInt64>, of frame: FoundFrames.Columns, schema: Int) {
    let isWhole = rows == frame.rows.numbers
    let summary = frame.summary.flatMap { summary in
      isWhole && summary.eventCount == block.events.count
        && frames.store.adopt(summary.extents, schema: block.schema, at: schema) ? summary : nil
    }
    let start = frame.rows.firstRow
    let places = Int(rows.lowerBound - start)..<Int(rows.upperBound - start)
    let extents =
      summary?.extents
      ?? frames.store.append(block.ranges(of: places), schema: block.schema, at: schema)
    // That of a block frame was taken off when it was found.
    let size = summary == nil ? frames.store.size(at: extents) : 0
    guard frames.memory.take(MemoryBudget.block(summary: size)) else {
      return leaveOut(at: frame.byteOffset)
    }
    let times = block.withColumn(0) { times in
      (Int64(bitPattern: times[places.lowerBound]), Int64(bitPattern: times[places.upperBound - 1]))
    }
    let head = UInt64(summary?.byteCount ?? 0)
    add(
      BlockSummary(
        schemaIndex: schema, firstRow: rows.lowerBound, rowCount: places.count,
        eventCount: block.events(in: places).count, byteOffset: frame.byteOffset - head,
        byteCount: UInt64(frame.byteCount) + head, times: times, extentsAt: extents,
        in: frames.store), isWhole ? nil : .rows(places, of: frame.rows.numbers))
  }
}

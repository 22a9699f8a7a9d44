extension FrameScan {
  /// Finds the schema of every block and copies its summary; makes a lost one anew from the values.
  ///
  /// Blocks that can't be read any more are reported, and get no schema. One that fits only the schema
  /// of another recording is of that.
  mutating func settleBlocks(into summaries: EncodedSummaries) throws(ReadingsError) {
    summaries.schemas = schemas.map(\.schema)
    let block = ColumnBlock()
    // From the end on: a block without a summary is what the one behind it is.
    var next: FoundBlock?
    for position in blocks.indices.reversed() {
      var found = blocks[position]
      if found.open != nil {
        settleOpen(&found)
      } else {
        let candidates = candidates(for: found, before: next)
        let schema = try choice(of: candidates, for: found, using: block)
        if let schema, try settle(&found, schema: schema, using: block, into: summaries) {
          found.schemaPosition = UInt32(schema)
          if schema != candidates[0] { found.recording = UInt8(schemas[schema].recording) }
        } else {
          report(candidates.isEmpty ? "a block's schema is damaged" : "a block is damaged", found)
        }
        next = found
      }
      blocks[position] = found
    }
  }

  /// The schema that a block is of; several may be possible.
  private mutating func choice(
    of candidates: [Int], for found: FoundBlock, using block: ColumnBlock
  ) throws(ReadingsError) -> Int? {
    guard candidates.count > 1 else { return candidates.first }
    for candidate in candidates where try decodes(found, schema: candidate, into: block) {
      guard let payload = try payload(of: found) else { return candidate }
      if let fields = try? BlockFields(payload: payload),
        fields.fit(schemas[candidate].schema, strictly: true)
      {
        return candidate
      }
    }
    return candidates.first
  }

  /// Gives open rows the schema that they were read with.
  private mutating func settleOpen(_ found: inout FoundBlock) {
    let offset = found.byteOffset
    guard let open = opens.firstIndex(where: { $0.byteOffset == offset }),
      let schema = opens[open].schema
    else {
      found.schemaPosition =
        schemaPosition(
          found.schemaID, before: offset, of: Int(found.recording)
        ).map(UInt32.init) ?? .max
      return
    }
    let positions = candidates(for: found)
    let position = positions.first { schemas[$0].schema == schema } ?? positions.first
    guard let position else { return }
    found.schemaPosition = UInt32(position)
    if position != positions[0] {
      found.recording = UInt8(schemas[position].recording)
      opens[open].recording = schemas[position].recording
    }
  }

  /// Gives open frames to the recording that their rows were found to be of.
  mutating func followOpens(to positions: [UInt32]) {
    for position in positions where blocks[Int(position)].open != nil {
      let block = blocks[Int(position)]
      for open in opens.indices where opens[open].byteOffset == block.byteOffset {
        opens[open].recording = Int(block.recording)
      }
    }
  }

  /// The schemas that a block may be of: its recording's, and those of others with the same number.
  ///
  /// - Parameter next: The block behind it. If it follows at once, and the summary is lost, there is
  ///   nothing else that tells whether the values are those of a schema.
  private func candidates(for found: FoundBlock, before next: FoundBlock? = nil) -> [Int] {
    if !found.hasSummary, let next, next.byteOffset == found.end, next.firstRow == found.endRow,
      next.schemaID == found.schemaID
    {
      return next.isReadable ? [Int(next.schemaPosition)] : []
    }
    let own = Int(found.recording)
    guard
      let first = schemaPosition(found.schemaID, before: found.byteOffset, of: own)
    else { return [] }
    var candidates = [first]
    for recording in 0..<recordingCount where recording != own {
      if let other = schemaPosition(found.schemaID, before: found.byteOffset, of: recording),
        !candidates.contains(other)
      {
        candidates.append(other)
      }
    }
    return candidates
  }

  /// Copies a block's summary, or makes it anew; false if it is not one of this schema's.
  private mutating func settle(
    _ found: inout FoundBlock, schema: Int, using block: ColumnBlock,
    into summaries: EncodedSummaries
  ) throws(ReadingsError) -> Bool {
    if let payload = try payload(of: found), let fields = try? BlockFields(payload: payload) {
      if fields.fit(schemas[schema].schema, strictly: isDoubtful) {
        found.summary = summaries.append(payload, schema: schema)
        return true
      }
      // An intact summary of other columns: so are the values, even if they could pass for these.
      if isDoubtful { return false }
    }
    guard try decodes(found, schema: schema, into: block) else { return false }
    // Columns too many can pass for an event, with noise for its label.
    if !found.hasSummary, isDoubtful, block.events.contains(where: \.hasNoiseForLabel) {
      return false
    }
    let last = found.rowCount - 1
    var payload = ByteSink(capacity: 64 + 40 * schemas[schema].schema.columns.count)
    BlockFields.append(block, to: &payload)
    guard keep(payload.count) else { return false }
    if let payload = try self.payload(of: found),
      (try? BlockFields(payload: payload).ranges(of: schemas[schema].schema)) == nil
    {
      noteHarmless(
        "a block's ranges are damaged; its rows are intact", byteOffset: found.byteOffset,
        byteCount: found.columnOffset - found.byteOffset)
    }
    found.eventCount = block.events.count
    found.times = (
      Int64(bitPattern: block[column: 0, row: 0]), Int64(bitPattern: block[column: 0, row: last])
    )
    found.summary = summaries.append(payload.bytes, schema: schema)
    return true
  }

  /// Whether a block's values can be decoded as those of a schema.
  private mutating func decodes(
    _ found: FoundBlock, schema: Int, into block: ColumnBlock
  ) throws(ReadingsError) -> Bool {
    let frame = try file.bytes(at: found.columnOffset, count: found.columnSize)
    let schema = schemas[schema].schema
    return spendOnRebuilding(rows: found.rowCount, columns: schema.columns.count)
      && (try? decoder.decode(frame, schema: schema, into: block)) != nil
  }

  /// Whether schemas may have got lost, or be another recording's.
  private var isDoubtful: Bool {
    recordingCount > 1 || !damage.isEmpty || !lostBlocks.isEmpty
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
  /// Whether there is a range for every column, and nothing behind them but padding.
  ///
  /// - Parameter strictly: Whether padding must be what a writer makes it, zeros. It could be the range
  ///   of one more column.
  fileprivate func fit(_ schema: Schema, strictly: Bool) -> Bool {
    var reader = RangeReader(cursor)
    for column in schema.columns {
      guard (try? reader.next(as: column.type)) != nil else { return false }
    }
    var cursor = reader.cursor
    let padding = cursor.remaining - SealedFrame.checksumSize
    guard padding >= 0, padding < 8 else { return false }
    let rest = try? cursor.readBytes(padding)
    return !strictly || rest?.allSatisfy { $0 == 0 } ?? false
  }

  /// Appends a block's summary, up to the ranges, as its frame would have it.
  fileprivate static func append(_ block: ColumnBlock, to sink: inout ByteSink) {
    sink.append(Control.countWord(block.rowCount))
    Control(
      firstRow: block.firstRow, schemaID: block.schema.id, rowsOffset: 0, capacity: 1, schemaSize: 0
    ).append(to: &sink)
    sink.append(UInt32(0))
    sink.append(varint: UInt64(block.events.count))
    var writer = RangeWriter()
    for (column, range) in block.ranges.enumerated() {
      writer.append(range, as: block.schema.columns[column].type, to: &sink)
    }
  }
}

extension Event {
  /// Whether the label has what no text has.
  fileprivate var hasNoiseForLabel: Bool {
    label.unicodeScalars.contains {
      $0.value < 0x20 && $0 != "\n" && $0 != "\t" || $0 == "\u{FFFD}"
    }
  }
}

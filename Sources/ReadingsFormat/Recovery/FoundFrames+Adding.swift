extension FoundFrames {
  /// Takes memory; false if there is no more, in which case the scan ends.
  mutating func keep(_ count: Int, at offset: UInt64) -> Bool {
    guard overflow == nil, memory.take(count) else {
      overflow = overflow ?? offset
      return false
    }
    return true
  }

  /// Adds a proven frame behind all others.
  mutating func addProven(_ place: Range<UInt64>) {
    guard keep(MemoryLayout<Range<UInt64>>.stride, at: place.lowerBound) else { return }
    proven.append(place)
  }

  /// Adds what may be a slack or an undefined frame, unless there is no memory for it.
  mutating func addSlack(_ place: Range<UInt64>) {
    guard memory.take(2 * MemoryLayout<Range<UInt64>>.stride) else { return }
    slack.append(place)
  }

  /// Counts a frame for its recording, and the rows that it tells of.
  mutating func tell(_ rows: Range<UInt64>?, _ tag: RecordingTag, at place: Range<UInt64>) {
    tally(tag, at: place) { tally in
      if let rows { tally.tell(rows) }
    }
  }

  private mutating func tally(
    _ tag: RecordingTag, at place: Range<UInt64>, _ body: (inout Tally) -> Void
  ) {
    if tallies[tag] == nil {
      guard keep(2 * MemoryLayout<Tally>.stride, at: place.lowerBound) else { return }
    }
    tallies[tag, default: Tally(byteOffset: place.lowerBound)].byteCount += UInt64(place.count)
    body(&tallies[tag]!)
  }

  mutating func add(_ header: LogHeader, at place: Range<UInt64>) {
    guard let tag = header.tag else { return }
    let row = header.firstRow ?? 0
    tally(tag, at: place) { tally in
      tally.tell(row..<row)
      tally.header = tally.header ?? header
    }
  }

  mutating func add(_ schema: Schema, of tag: RecordingTag, at place: Range<UInt64>) {
    tell(nil, tag, at: place)
    add(schema, at: place.lowerBound)
    guard keep(MemoryLayout<SchemaPlace>.stride, at: place.lowerBound) else { return }
    schemaPlaces.append(
      SchemaPlace(
        byteOffset: place.lowerBound, end: place.upperBound, tag: tag, id: schema.id))
  }

  private mutating func add(_ schema: Schema, at offset: UInt64) {
    guard schemas[schema.id] == nil else { return }
    guard memory.take(schema) else {
      overflow = overflow ?? offset
      return
    }
    schemas[schema.id] = schema
  }

  mutating func add(_ index: IndexReader, at place: Range<UInt64>) {
    for schema in index.schemas { add(schema, at: place.lowerBound) }
    var rows: Range<UInt64>?
    for entry in IteratorSequence(index) where entry.rowCount > 0 {
      rows =
        min(rows?.lowerBound ?? .max, entry.firstRow)..<max(rows?.upperBound ?? 0, entry.endRow)
    }
    tally(index.tag, at: place) { tally in
      if let rows { tally.tell(rows) }
      tally.index = place
    }
  }

  mutating func add(_ open: Open) {
    let place = open.byteOffset..<open.byteOffset + UInt64(OpenFrameControl.end)
    let first = open.control.firstRow
    guard keep(MemoryLayout<Open>.stride, at: open.byteOffset) else { return }
    let position = opens.count
    opens.append(open)
    tally(open.control.tag, at: place) { tally in
      tally.tell(first..<first + UInt64(open.control.count ?? 0))
      tally.lastOpen = position
    }
  }

  mutating func add(_ frame: Columns) {
    tell(frame.rows, frame.tag, at: frame.byteOffset..<frame.end)
    guard keep(MemoryLayout<Columns>.stride, at: frame.byteOffset) else { return }
    columns.append(frame)
  }
}

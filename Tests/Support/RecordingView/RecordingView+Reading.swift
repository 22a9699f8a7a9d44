import ReadingsFormat

extension RecordingView {
  /// What a reader gives of a file; `nil` if a block turned out to be damaged.
  public init?(_ reader: LogReader) throws(ReadingsError) {
    guard let runs = try Self.runs(of: reader) else { return nil }
    self.init(
      tag: reader.tag, recordings: reader.recordings.map(\.tag),
      header: reader.header.tag == nil ? nil : reader.header,
      ending: Ending(reader.ending), schemas: reader.schemas, runs: runs,
      lostRows: reader.damage.compactMap(\.rows),
      damage: reader.damage.filter { !$0.isForeign }.map {
        let end = min($0.byteOffset + $0.byteCount, reader.byteCount)
        return min($0.byteOffset, end)..<end
      })
  }

  /// The file at a path: as one who hops through it reads it if it is sound, and otherwise as one who
  /// recovers it.
  public init(path: String) throws(ReadingsError) {
    try self.init { access throws(ReadingsError) in
      access == .scanned
        ? try LogReader(path: path, recording: nil) : try LogReader(path: path, access: access)
    }
  }

  /// The same of a file that is in memory.
  public init(bytes: [UInt8], name: String) throws(ReadingsError) {
    try self.init { access throws(ReadingsError) in
      try LogReader(bytes: bytes, name: name, access: access)
    }
  }

  private init(
    _ open: (LogReader.Access) throws(ReadingsError) -> LogReader
  ) throws(ReadingsError) {
    do throws(ReadingsError) {
      if let view = try Self(open(.complete)) {
        self = view
        return
      }
    } catch {
      guard error.code == .notARecording else { throw error }
    }
    // A scan decodes all that it gives.
    self = try Self(open(.scanned))!
  }

  private static func runs(of reader: LogReader) throws(ReadingsError) -> [Run]? {
    var runs: [Run] = []
    let block = ColumnBlock()
    for (index, summary) in reader.blocks.enumerated() {
      do throws(ReadingsError) {
        try reader.decode(index, into: block)
      } catch {
        guard error.code == .damaged else { throw error }
        return nil
      }
      runs.append(
        Run(
          firstRow: block.firstRow, schema: summary.schemaIndex, events: block.events,
          columns: block.schema.columns.indices.map { block.withColumn($0, Array.init) },
          ranges: summary.ranges))
    }
    return runs
  }
}

extension RecordingView.Ending {
  fileprivate init(_ ending: RecordingEnding) {
    switch ending {
    case .closed: self = .closed
    case .live, .interrupted: self = .interrupted
    case .cut: self = .cut
    }
  }
}

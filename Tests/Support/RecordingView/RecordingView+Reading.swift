import ReadingsFormat

extension RecordingView {
  /// What a reader gives of a file.
  public init(_ reader: LogReader) throws(ReadingsError) {
    let runs = try Self.runs(of: reader)
    let knowsHeader = reader.header.format.contains(" ")
    let isCut = reader.damage.contains {
      $0.byteOffset == reader.byteCount && $0.byteCount == 0
    }
    self.init(
      header: knowsHeader ? reader.header : nil,
      ending: reader.ending == .closed ? .closed : isCut ? .cut : .interrupted,
      recordingCount: reader.recordings.count, schemas: reader.schemas, runs: runs,
      lostRows: reader.damage.compactMap(\.rows),
      damage: reader.damage.map {
        let end = min($0.byteOffset + $0.byteCount, reader.byteCount)
        return min($0.byteOffset, end)..<end
      })
  }

  /// The file at a path.
  public init(path: String) throws(ReadingsError) { try self.init(LogReader(path: path)) }

  private static func runs(of reader: LogReader) throws(ReadingsError) -> [Run] {
    var runs: [Run] = []
    let block = ColumnBlock()
    for (index, summary) in reader.blocks.enumerated() {
      do throws(ReadingsError) {
        try reader.decode(index, into: block)
      } catch {
        guard error.code == .damaged else { throw error }
        continue
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

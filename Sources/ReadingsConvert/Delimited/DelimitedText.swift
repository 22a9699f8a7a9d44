import ReadingsFormat

/// Writes a recording as CSV or TSV: a line of headings, then a line a row.
///
/// Headings are the column's name and unit (`resident_bytes`). Time comes first and has at least
/// nine decimals; the event's label comes last. Integers are exact, however they are scaled;
/// doubles are the shortest text that reads back as the same double, or `nan`, `inf`, `-inf`.
/// A cell is empty where a row's schema lacks the column, and where a row is no event.
///
/// CSV is what RFC 4180 says, but for the line ends: they are a line feed alone. Every reader
/// takes that, while awk, cut and sort would see RFC 4180's carriage return as part of the label.
/// Labels with a comma, a quote or a line end are quoted; an event without a label is `""`. TSV
/// has no quotes: tab, line feed, carriage return and backslash are `\t`, `\n`, `\r` and `\\`, and
/// an event without a label is as empty as none.
public struct DelimitedText: Sendable {
  /// What stands between cells, and how labels are kept from looking like it.
  public enum Dialect: Sendable, CaseIterable {
    /// CSV: commas, and quotes where needed.
    case commaSeparated
    /// TSV: tabs, and backslashes where needed.
    case tabSeparated
  }

  /// The kind of text.
  public var dialect: Dialect
  /// The rows to write, in seconds since the origin, both ends included; `nil` for all.
  public var seconds: ClosedRange<Double>?

  /// Makes a writer.
  public init(_ dialect: Dialect, seconds: ClosedRange<Double>? = nil) {
    self.dialect = dialect
    self.seconds = seconds
  }

  /// Writes the rows of `recording` to `sink`, one block in memory at a time.
  ///
  /// Blocks that turn out to be damaged are passed over; the recording's `damage` has them.
  ///
  /// - Throws: What the sink throws, and `ReadingsError` with code `inputOutput` if the recording
  ///   can't be read.
  public func write(_ recording: any Recording, to sink: some OutputSink) throws(ReadingsError) {
    let layout = RowLayout(recording.schemas)
    let output = OutputBuffer(sink, largestReserve: layout.largestRow)
    try writeHeadings(layout.headings, to: output)
    let block = ColumnBlock()
    var tile: CellTile?
    for (index, summary) in recording.blocks.enumerated() {
      guard summary.rowCount > 0, recording.schemas.indices.contains(summary.schemaIndex)
      else { continue }
      let schema = recording.schemas[summary.schemaIndex]
      let ticks = seconds.map { TickRange($0, of: schema.columns[0]) }
      if let ticks, !ticks.overlaps(summary.times) { continue }
      do throws(ReadingsError) {
        try recording.decode(index, into: block)
      } catch {
        guard error.code == .damaged else { throw error }
        continue
      }
      let rows = ticks?.rows(of: block) ?? 0..<block.rowCount
      if tile?.schemaIndex != summary.schemaIndex {
        tile = CellTile(
          schemaIndex: summary.schemaIndex, schema: schema, separator: dialect.separator)
      }
      guard let tile else { continue }
      try write(
        rows, of: block, through: tile, sources: layout.sources[summary.schemaIndex], to: output)
    }
    try output.flush()
  }

  private func writeHeadings(
    _ headings: [String], to output: OutputBuffer
  ) throws(ReadingsError) {
    for (position, heading) in headings.enumerated() {
      if position > 0 { try output.append(dialect.separator) }
      try dialect.write(heading, to: output)
    }
    try output.append(UInt8(ascii: "\n"))
  }
}

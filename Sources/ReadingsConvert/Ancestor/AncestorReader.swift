import ReadingsFormat

/// Turns the lines of the ancestor's text into a recording.
///
/// Not thread-safe.
final class AncestorReader {
  private let path: String
  private let lines: LineReader
  private var columns = AncestorColumns([])
  private var recording: MemoryRecording
  private var rowCount = 0
  private var isCutShort = false
  private var damage = LineDamage()
  private var stored: [UInt64] = []

  /// The row before the one being read. It is kept back until the next one shows that its time is
  /// not too late: one flipped digit would otherwise make all that follow run backwards.
  private var kept = AncestorRow()
  private var hasKept = false
  private var lastAppended: Int64 = 0

  /// Reads from the start of `file`.
  init(_ file: InputFile) {
    path = file.path
    lines = LineReader(file)
    recording = MemoryRecording(
      header: LogHeader(format: "ReadingsV1"), schema: Schema(columns: [AncestorText.time]))
  }

  /// Reads everything.
  func read() throws(ReadingsError) -> MemoryRecording {
    if try readHeader() { try readRows() }
    recording.byteCount = lines.byteCount
    // A row that was kept back is reported after those behind it.
    recording.damage = damage.entries.sorted { $0.byteOffset < $1.byteOffset }
    recording.ending = isCutShort ? .interrupted : .closed
    return recording
  }

  /// Reads the first two lines; `false` if there is nothing behind them.
  private func readHeader() throws(ReadingsError) -> Bool {
    guard let first = try lines.next() else {
      throw ReadingsError(.damaged, "the file is empty", place: .init(path: path))
    }
    var words = Fields(first.text)
    guard let word = words.next(), AncestorText.recognizes(word),
      word.count == AncestorText.firstLine.utf8CodeUnitCount
    else {
      throw ReadingsError(
        .notARecording, "does not start with \(AncestorText.firstLine)", place: .init(path: path))
    }
    // A probe that was made but never started leaves the first line alone.
    guard let second = try lines.next() else { return false }
    guard second.isComplete, !second.isTooLong else {
      report(second.isTooLong ? .tooLong : .cutShort, in: second)
      return false
    }
    var names: [String] = []
    var fields = Fields(second.text)
    while let field = fields.next() { names.append(String(decoding: field, as: UTF8.self)) }
    guard (2...Schema.maximumColumnCount + 1).contains(names.count) else {
      throw ReadingsError(
        .damaged, "the second line does not name the columns",
        place: .init(path: path, byteOffset: second.byteOffset, row: second.number))
    }
    if names[0] != "time" || names[names.count - 1] != "event" {
      damage.add(
        "the names should begin with 'time' and end with 'event'", line: second.number,
        byteOffset: second.byteOffset, byteCount: second.byteCount, row: nil)
    }
    columns = AncestorColumns(AncestorText.columns(named: names.dropLast()))
    stored = [UInt64](repeating: 0, count: columns.list.count)
    recording = MemoryRecording(header: recording.header, schema: Schema(columns: columns.list))
    return true
  }

  private func readRows() throws(ReadingsError) {
    var row = AncestorRow()
    while let line = try lines.next() {
      if line.isComplete, !line.isTooLong {
        var fields = Fields(line.text)
        if fields.next() == nil { continue }
      }
      do throws(AncestorRow.Flaw) {
        try row.read(line, columns: columns)
      } catch {
        report(error, in: line)
        continue
      }
      accept(&row)
    }
    if hasKept { append(kept) }
  }

  /// Takes a row, of which the time may turn out to be wrong.
  private func accept(_ row: inout AncestorRow) {
    if hasKept, row.nanoseconds < kept.nanoseconds {
      if row.nanoseconds < lastAppended {
        return report(.timeRunsBackwards, in: row)
      }
      // The row fits behind the one before the kept one: it is the kept one that does not.
      report(.timeRunsBackwards, in: kept)
    } else if hasKept {
      append(kept)
    }
    damage.bound(before: row.nanoseconds)
    swap(&kept, &row)
    hasKept = true
  }

  private func append(_ row: AncestorRow) {
    refineScales(for: row)
    for index in stored.indices {
      guard let digits = row.values[index].digits(places: columns.places[index]) else {
        return report(.tooLarge(column: columns.list[index].name), in: row)
      }
      stored[index] = UInt64(bitPattern: digits)
    }
    if rowCount == 0, let cores = columns.list.firstIndex(where: { $0.meaning == .cores }) {
      recording.header.coreCount = UInt32(exactly: row.values[cores].digits)
    }
    recording.append(stored, label: row.label)
    rowCount += 1
    lastAppended = row.nanoseconds
    if row.isLabelRepaired {
      damage.add(
        "the label is not UTF-8", line: row.lineNumber, byteOffset: row.byteOffset,
        byteCount: row.byteCount, row: nil)
    }
  }

  /// Makes the columns fine enough for a row's decimals, under a new schema if there are rows.
  private func refineScales(for row: AncestorRow) {
    guard columns.refine(for: row.values) else { return }
    if rowCount == 0 {
      recording = MemoryRecording(header: recording.header, schema: Schema(columns: columns.list))
    } else {
      recording.change(to: Schema(columns: columns.list))
    }
  }

  private func report(_ flaw: AncestorRow.Flaw, in line: LineReader.Line) {
    if flaw == .cutShort { isCutShort = true }
    damage.add(
      "\(flaw)", line: line.number, byteOffset: line.byteOffset, byteCount: line.byteCount,
      row: line.number < 3 ? nil : line.number - 3,
      after: hasKept ? kept.nanoseconds : lastAppended)
  }

  private func report(_ flaw: AncestorRow.Flaw, in row: AncestorRow) {
    damage.add(
      "\(flaw)", line: row.lineNumber, byteOffset: row.byteOffset, byteCount: row.byteCount,
      row: row.lineNumber - 3, after: lastAppended)
  }
}

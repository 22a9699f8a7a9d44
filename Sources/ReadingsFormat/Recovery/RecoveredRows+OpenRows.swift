/// Rows that stand for themselves: where an open frame says they are, and behind schema frames.
extension RecoveredRows {
  /// Notes bytes that prove themselves.
  private mutating func noteProven(_ bytes: Range<UInt64>) {
    guard proven.touches(bytes) || frames.memory.take(MemoryBudget.range) else { return }
    proven.insert(bytes)
  }

  /// Notes bytes that do not prove themselves.
  private mutating func noteUnproven(_ bytes: Range<UInt64>, _ reason: String) {
    if !unproven.contains(max(bytes.lowerBound, 1) - 1), reasons[bytes.lowerBound] == nil {
      guard reasons.count < DamagedBytes.limit else { return }
      reasons[bytes.lowerBound] = reason
    }
    unproven.insert(bytes)
  }

  /// Notes that the end of an open frame's control is damaged.
  mutating func noteUnprovenCount(of open: FoundFrames.Open) {
    let end = open.bytes.lowerBound + UInt64(OpenFrameControl.end)
    noteUnproven(end - 4..<end, "the count of open rows is damaged")
  }

  /// Adds the rows that an open frame says it has.
  mutating func addRows(of open: FoundFrames.Open) throws(ReadingsError) {
    let control = open.control
    guard let schema = frames.schemas[control.schemaID] else { return }
    let start = open.bytes.lowerBound + UInt64(control.rowsDistance)
    let limit = min(
      Int(control.capacity), control.count ?? .max, Limits.rows(columns: schema.columns.count))
    let area = try area(schema, at: start, limit: limit, end: file.size)
    let end = area.map { $0.bytes(of: $0.count).lowerBound } ?? start
    let present = area?.count ?? 0
    if control.count != nil, present < limit, end < file.size,
      !given.contains(control.firstRow + UInt64(present))
    {
      noteUnproven(end..<file.size, "the file ends before its open rows do")
    }
    guard let area else { return }
    let first = UInt32(truncatingIfNeeded: control.firstRow)
    var rows: [(place: Int, number: UInt64)] = []
    for place in 0..<area.count {
      let number = control.firstRow + UInt64(place)
      if area.firstNumber(toldAt: place) == first {
        rows.append((place, number))
      } else if control.count != nil, !given.contains(number) {
        noteUnproven(area.bytes(of: place), "an open row is damaged")
      }
    }
    try add(rows, of: area, reportingLabels: true)
  }

  /// Adds the rows that stand behind a schema frame, whatever says where they are.
  mutating func addRows(behind place: FoundFrames.SchemaPlace) throws(ReadingsError) {
    guard let schema = frames.schemas[place.id],
      let area = try area(
        schema, at: place.end, limit: Limits.rows,
        end: frames.nextProven(from: place.end) ?? file.size)
    else { return }
    // The number of the row in the first place, as each row tells it; of generations that were written
    // one over the other there are several.
    var generations: [UInt32: Int] = [:]
    let firsts = (0..<area.count).map { area.firstNumber(toldAt: $0) }
    for first in firsts { generations[first, default: 0] += 1 }
    // Where nothing says which numbers there may be, any will do, as long as they can go on both ways.
    let told = frames.tallies[tag]?.told?.upperBound
    let last = [told, given.end].compactMap(\.self).max() ?? 1 << 32
    var rows: [(place: Int, number: UInt64)] = []
    var anchors: [UInt32: (place: Int, number: UInt64)] = [:]
    for (place, first) in firsts.enumerated() where generations[first]! >= Self.fewestWitnesses {
      let number = first &+ UInt32(truncatingIfNeeded: place)
      let anchor = anchors[first] ?? (place, Self.number(number, near: last))
      anchors[first] = anchor
      rows.append((place, anchor.number + UInt64(place - anchor.place)))
    }
    // Labels of rows that were sealed long ago may have been written over since.
    try add(rows, of: area, reportingLabels: false)
  }

  /// How many rows must agree on their numbers where nothing else says that there are rows.
  private static let fewestWitnesses = 4

  /// The number with these low bits that is nearest to another one.
  private static func number(_ low: UInt32, near last: UInt64) -> UInt64 {
    let distance = Int64(Int32(bitPattern: low &- UInt32(truncatingIfNeeded: last)))
    let number = last &+ UInt64(bitPattern: distance)
    return distance < 0 && last < distance.magnitude ? number &+ 1 << 32 : number
  }

  /// The places of rows; `nil` if there are none, or the budget does not allow to look at them.
  private mutating func area(
    _ schema: Schema, at start: UInt64, limit: Int, end: UInt64
  ) throws(ReadingsError) -> OpenRowArea? {
    var area = OpenRowArea(
      file, tag: tag, schema: schema, start: start, limit: limit, end: end)
    guard area.count > 0, frames.budget.allows(area.byteCount, at: file.size) else { return nil }
    frames.budget.spend(area.byteCount)
    try area.read()
    return area
  }

  /// Adds those of some rows that are not there yet, in runs of consecutive numbers.
  private mutating func add(
    _ rows: [(place: Int, number: UInt64)], of area: OpenRowArea, reportingLabels: Bool
  ) throws(ReadingsError) {
    var run: [Int] = []
    var firstRow: UInt64 = 0
    for (place, number) in rows {
      noteProven(area.bytes(of: place))
      // A label is intact also where another frame has given the row.
      if given.contains(number), let offset = area.labelOffset(at: place),
        !proven.contains(offset),
        let label = try area.label(at: offset, of: number, budget: &givenLabelBudget)
      {
        noteProven(offset..<offset + UInt64(label.size))
      }
      if number != firstRow + UInt64(run.count) || given.contains(number) {
        try add(run, firstRow, of: area, reportingLabels: reportingLabels)
        run = []
        firstRow = number
      }
      if !given.contains(number) { run.append(place) }
    }
    try add(run, firstRow, of: area, reportingLabels: reportingLabels)
  }

  private mutating func add(
    _ places: [Int], _ firstRow: UInt64, of area: OpenRowArea, reportingLabels: Bool
  ) throws(ReadingsError) {
    guard let first = places.first, let last = places.last,
      let schema = position(of: area.schema.id)
    else { return }
    let labelCount = places.count { area.labelOffset(at: $0) != nil }
    guard
      frames.memory.take(
        MemoryBudget.openRows(
          places.count, columns: area.schema.columns.count, labels: labelCount))
    else { return leaveOut(at: area.start) }
    let block = area.block(of: places, firstRow: firstRow)
    for (row, place) in places.enumerated() {
      guard let offset = area.labelOffset(at: place) else { continue }
      let label = try area.label(at: offset, of: firstRow + UInt64(row), budget: &labelBudget)
      if let label {
        noteProven(offset..<offset + UInt64(label.size))
      } else if reportingLabels, offset >= file.size {
        lacksLabels = true
      } else if reportingLabels {
        noteUnproven(offset..<offset + UInt64(OpenRow.labelHeadSize), "an event's label is damaged")
      }
      block.events.append(Event(row: row, label: label?.text ?? "\u{FFFD}"))
    }
    let bytes = area.bytes(of: first).hull(with: area.bytes(of: last))
    add(BlockSummary(of: block, schemaIndex: schema, bytes: bytes), .open(block))
  }
}

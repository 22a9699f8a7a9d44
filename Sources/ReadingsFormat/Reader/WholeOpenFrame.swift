/// An open frame of which nothing is lost: its rows and labels prove themselves, and nothing speaks of
/// rows that came later. Spec/format.md, section "Open frames".
enum WholeOpenFrame {
  /// The rows of the frame at `offset`, of which there may be none; `nil` if it is not whole.
  static func rows(
    of file: FileBytes, at offset: UInt64, size: Int, control: OpenFrameControl, schema: Schema
  ) throws(ReadingsError) -> ColumnBlock? {
    guard let stored = control.count else { return nil }
    // Rows behind that are none.
    let count = min(stored, Limits.rows(columns: schema.columns.count))
    var area = OpenRowArea(
      file, tag: control.tag, schema: schema, start: offset + UInt64(control.rowsDistance),
      limit: Int(control.capacity), end: file.size)
    try area.read()
    // A writer may have appended rows meanwhile, which the count says by now.
    file.refresh()
    guard let latest = try FrameProof.control(at: offset, in: file)?.count, latest >= stored,
      count <= area.count, tellsItsRows(area, control, count: count, latest: latest)
    else { return nil }
    let block = area.block(of: Array(0..<count), firstRow: control.firstRow)
    let next = OpenFrameControl.end
    guard try readLabels(of: area, into: block, from: file),
      try file.isZero(from: offset + UInt64(size))
    else { return nil }
    if control.rowsDistance - control.copySize != next,
      try isPassedOver(at: offset + UInt64(next), in: file)
    {
      return nil
    }
    return block
  }

  /// Whether the rows below the count have their numbers, and no places behind them those of rows which
  /// came later. The row that comes next may be there: a writer was about to commit it.
  private static func tellsItsRows(
    _ area: OpenRowArea, _ control: OpenFrameControl, count: Int, latest: Int
  ) -> Bool {
    let first = UInt32(truncatingIfNeeded: control.firstRow)
    guard (0..<count).allSatisfy({ area.firstNumber(toldAt: $0) == first }) else { return false }
    // Any bytes tell some number. Two neighbours whose numbers follow each other are no accident.
    var before: UInt32?
    for place in count..<area.count {
      let told = area.firstNumber(toldAt: place)
      let distance = told &- first &+ UInt32(truncatingIfNeeded: place - latest)
      if told == before, Int32(bitPattern: distance) > 0 { return false }
      before = told
    }
    return true
  }

  /// Whether a schema or an index stands at `offset`, right behind the control: the frame has become
  /// slack, or was about to.
  private static func isPassedOver(
    at offset: UInt64, in file: FileBytes
  ) throws(ReadingsError) -> Bool {
    if let body = try FrameProof.body(of: .schema, at: offset, in: file) {
      return (try? SchemaFrame.decode(body)) != nil
    }
    let body = try FrameProof.body(of: .index, at: offset, in: file)
    return body.flatMap { try? IndexReader($0) }?.isWellFormed ?? false
  }

  /// Adds the labels; false if one does not prove itself.
  private static func readLabels(
    of area: OpenRowArea, into block: ColumnBlock, from file: FileBytes
  ) throws(ReadingsError) -> Bool {
    var budget = LabelBudget(for: file)
    for place in 0..<block.rowCount {
      guard let offset = area.labelOffset(at: place) else { continue }
      let number = block.firstRow + UInt64(place)
      guard let label = try area.label(at: offset, of: number, budget: &budget) else {
        return false
      }
      block.events.append(Event(row: place, label: label.text))
    }
    return true
  }
}

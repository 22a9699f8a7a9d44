/// Turns open rows into the bytes of a block frame and its column frame.
///
/// All memory is reserved up front; encoding allocates nothing. Spec/format.md, section "Block
/// frame".
struct BlockEncoder: ~Copyable {
  /// The rows that a block may have.
  let capacity: Int
  private let types: [Column.ValueType]
  /// Deltas of as many columns as are gathered at a time.
  private let deltas: OwnedBytes
  private let scratch: OwnedBytes
  /// One word a column: the bits in which its values differ.
  private let variation: OwnedBytes
  /// One number a column: the smallest delta.
  private let smallest: OwnedBytes
  private let state: OwnedBytes
  private var plans: ColumnPlans
  private var content: ByteSink
  private var frame: ByteSink
  private var ranges: ByteSink
  private var rangeWriter = ExtentWriter()
  /// The encoded block.
  private(set) var block: ByteSink
  /// How many of the encoded rows are events.
  private(set) var eventCount = 0

  /// An upper bound on the size of a block.
  var bound: Int { block.capacity }

  /// Reserves memory for blocks of up to `capacity` rows with up to `labelBytes` of labels.
  init(schema: Schema, capacity: Int, labelBytes: Int) {
    self.capacity = capacity
    types = schema.columns.map(\.type)
    deltas = OwnedBytes(count: 8 * 4 * Self.pitch(capacity))
    scratch = OwnedBytes(count: 8 * ColumnCodec.scratchWords(capacity))
    variation = OwnedBytes(count: 8 * types.count)
    smallest = OwnedBytes(count: 8 * types.count)
    plans = ColumnPlans(columnCount: types.count)
    state = OwnedBytes(count: LZ4Frame.stateSize)
    // A column takes no more than 8 bytes a row and one; an event's row and length take up to 8. Only
    // the column being encoded may be longer for a moment.
    let contentSize =
      types.count * (8 * capacity + 1) + ColumnCodec.bound(capacity) + labelBytes + 8 * capacity
      + 32
    content = ByteSink(capacity: contentSize)
    frame = ByteSink(capacity: LZ4Frame.bound(min(contentSize, Limits.content)))
    ranges = ByteSink(capacity: 10 + ColumnExtent.bound * types.count)
    block = ByteSink(capacity: frame.capacity + ranges.capacity + OpenFrameControl.end + 32)
  }

  /// Encodes `rows` into `block`, from the head of the block frame to the end of the column frame,
  /// a multiple of eight bytes.
  mutating func encode(_ rows: OpenRows, control: OpenFrameControl) {
    assert(rows.count > 0 && rows.count <= capacity && rows.columnCount == types.count)
    content.truncate()
    ranges.truncate()
    content.append(control.tag.number)
    content.append(control.schemaID)
    content.append(varint: control.firstRow)
    content.append(varint: UInt64(rows.count))
    let smallest = UnsafeMutableRawPointer(smallest.base).assumingMemoryBound(to: Int64.self)
    rows.survey(variation: variation.words(), smallest: smallest)
    plans.learn(from: rows, variation: variation.words())
    appendColumns(of: rows)
    eventCount = appendEvents(of: rows)
    frame.truncate()
    LZ4Frame.append(content.bytes, state: state.base, to: &frame)
    assemble(control, rowCount: rows.count)
  }

  /// The distance in words between gathered columns. Without the odd cache lines, all would take the
  /// same places of the first-level cache.
  private static func pitch(_ capacity: Int) -> Int { (capacity + 7) / 8 * 8 + 24 }

  /// Appends the codes and ranges of all columns.
  private mutating func appendColumns(of rows: OpenRows) {
    let bitmap = content.count
    content.append(zeros: (types.count + 7) / 8)
    rangeWriter = ExtentWriter()
    var column = 0
    while column < types.count {
      let batch = nextBatch(from: column)
      if batch.count > 0 {
        rows.gatherDeltas(
          of: batch.columns, count: batch.count, into: deltas.words(),
          pitch: Self.pitch(capacity))
      }
      var lane = 0
      for index in column..<batch.end {
        if variation.words()[index] == 0 {
          appendConstant(index, rows.value(row: 0, column: index))
        } else {
          content.combine(at: bitmap + index / 8, with: 1 << UInt8(index & 7))
          appendVarying(index, deltas.words() + lane * Self.pitch(capacity), of: rows)
          lane += 1
        }
      }
      column = batch.end
    }
  }

  /// Up to four columns that vary, from `start` on, and where the columns end that are done with
  /// them.
  private func nextBatch(from start: Int) -> (columns: SIMD4<Int>, count: Int, end: Int) {
    var columns = SIMD4<Int>()
    var count = 0
    var end = start
    while end < types.count, count < 4 {
      if variation.words()[end] != 0 {
        columns[count] = end
        count += 1
      }
      end += 1
    }
    return (columns, count, end)
  }

  private mutating func appendConstant(_ column: Int, _ value: UInt64) {
    content.append(zigzag: Int64(bitPattern: value))
    let range = ColumnExtent(first: value, last: value, minimum: value, maximum: value)
    rangeWriter.append(range, as: types[column], to: &ranges)
  }

  /// Appends the code and the range of a column by its deltas, which are changed.
  private mutating func appendVarying(
    _ column: Int, _ deltas: UnsafeMutablePointer<UInt64>, of rows: OpenRows
  ) {
    let count = rows.count - 1
    let first = rows.value(row: 0, column: column)
    let variation = variation.words()
    let minimum = Int64(bitPattern: smallest.words()[column])
    let range = ColumnExtent(
      first: first, last: rows.value(row: count, column: column),
      deltas: UnsafeBufferPointer(start: deltas, count: count), smallest: minimum,
      variation: variation[column], as: types[column])
    rangeWriter.append(range, as: types[column], to: &ranges)
    // Low bits that are the same in all values are zero in all deltas.
    let survey = DeltaSurvey(minimum: minimum, union: variation[column])
    let (code, link) = plans.plan(
      column, deltas: deltas, survey: survey, rows: rows, variation: variation)
    let start = content.count
    ColumnCodec.encode(
      first: first, deltas: deltas, count: count, code: code, link: link,
      scratch: scratch.words(), into: &content)
    if content.count - start > 8 * rows.count {
      content.truncate(to: start)
      appendRaw(column, of: rows)
    }
  }

  /// Appends a column as it is.
  private mutating func appendRaw(_ column: Int, of rows: OpenRows) {
    content.append(ColumnCodec.Flags.raw.rawValue)
    for row in 0..<rows.count { content.append(rows.value(row: row, column: column)) }
  }

  /// Appends rows and labels of the events; returns how many there are.
  private mutating func appendEvents(of rows: OpenRows) -> Int {
    var count = 0
    if rows.labels.count > 0 {
      for row in 0..<rows.count where rows.label(ofRow: row) != nil { count += 1 }
    }
    content.append(varint: UInt64(count))
    guard count > 0 else { return 0 }
    var next = 0
    for row in 0..<rows.count {
      guard let label = rows.label(ofRow: row) else { continue }
      content.append(varint: UInt64(row - next))
      content.append(varint: UInt64(label.count))
      next = row + 1
    }
    // The rows are in a file that somebody may write over: labels that overlap take more than there
    // is room for.
    var room = rows.labels.count
    for row in 0..<rows.count {
      guard let label = rows.label(ofRow: row) else { continue }
      guard label.count <= room else { break }
      content.append(bytes: label)
      room -= label.count
    }
    return count
  }

  /// Puts block frame and column frame behind each other.
  private mutating func assemble(_ control: OpenFrameControl, rowCount: Int) {
    block.truncate()
    let head = SealedFrame(.block, in: &block)
    var control = control
    control.count = rowCount
    control.append(to: &block)
    block.append(varint: UInt64(eventCount))
    block.append(bytes: ranges.bytes)
    head.finish(in: &block, before: frame.count)
    block.append(bytes: frame.bytes)
  }
}

/// Appends rows to an `.rdg` file, which is complete after every one of them.
///
/// A row counts once its eight-byte publish has happened; a process that is killed at any
/// instruction loses none that did. Appending allocates nothing. The file is locked (flock(2)) as
/// long as the writer lives. Not thread-safe: one thread owns the writer.
/// Spec/format.md, section "Writing".
public struct LogWriter: ~Copyable, Sendable {
  /// Sizes that suit most recordings.
  public struct Options: Sendable {
    /// The rows of a block, 1…65,535; fewer are taken when there are very many columns.
    public var rowsPerBlock = 2048
    /// The bytes that the labels of one block may take; a block that runs out is sealed early.
    public var labelCapacity = 32 << 10
    /// The least number of bytes by which the file grows; a large one grows by an eighth of its size,
    /// as far as that is 4 MiB.
    public var growth = 256 << 10
    /// The most bytes that the file may have while it is written; the index comes on top.
    public var maximumSize = UInt64.max
    /// How the bytes get into the file.
    public var storage = Storage.mapped

    /// Makes the default options.
    public init() {}

    /// The sentence that says which option is out of range, or `nil`.
    var flaw: String? {
      if !(1...Limits.rows).contains(rowsPerBlock) { return "a block has 1 to 65,535 rows" }
      if !(64...512 << 10).contains(labelCapacity) { return "labels take 64 B to 512 KiB a block" }
      if !(1...1 << 30).contains(growth) { return "a file grows by 1 B to 1 GiB" }
      return nil
    }
  }

  /// How the bytes get into the file.
  public enum Storage: Sendable {
    /// By a shared mapping, where the file system has them: a row costs no system call. A handler
    /// for SIGBUS is installed, which passes on what is not its own.
    case mapped
    /// By pwrite(2), two calls a row. No signal handler is installed.
    case written
  }

  /// The number of the row that is appended next.
  public var rowCount: UInt64 { firstRow + UInt64(openCount) }
  /// The schema of the rows that are appended.
  public internal(set) var schema: Schema
  /// What stands in all frames of the recording.
  public let tag: RecordingTag

  var options: Options
  var window: FileWindow
  var encoder: BlockEncoder
  var region: RowRegion
  /// Where the open frame starts.
  var position: UInt64
  /// The number of the first open row.
  var firstRow: UInt64
  /// How many open rows there are.
  var openCount = 0
  /// How much of the label area is used.
  var labelsUsed = 0
  /// Up to where blocks have been let go of.
  var forgottenEnd: UInt64 = 0
  /// Whether the file has been closed.
  var isClosed = false
  /// The schema frame, of which a copy stands before the rows.
  var schemaFrame: ByteSink
  var openFrame = ByteSink(capacity: OpenFrameControl.end)
  /// The open frame's count word, but for the count.
  var countWord: CountWord
  /// Whether a row behind the last one may be whole without having been committed.
  private var hasStrayRow = false
  private var lastTime: Int64 = .min

  /// Creates a file, in place of one that is there already and not being written.
  ///
  /// The file appears under its name at once and complete. Throws `ReadingsError` with code
  /// `file-in-use`, `cannot-create` or `invalid-argument`.
  public init(
    path: String, header: LogHeader, schema: Schema, options: Options = Options()
  ) throws(ReadingsError) {
    try self.init(
      path: path, header: header, schema: schema, options: options, after: nil, journal: nil)
  }

  /// Creates a file in place of the one that the recording was written to so far.
  package init(
    path: String, header: LogHeader, schema: Schema, options: Options, after: PreviousFile?
  ) throws(ReadingsError) {
    try self.init(
      path: path, header: header, schema: schema, options: options, after: after, journal: nil)
  }

  init(
    path: String, header: LogHeader, schema: Schema, options: Options,
    after previous: PreviousFile? = nil, journal: StoreJournal?
  ) throws(ReadingsError) {
    if let flaw = schema.flaw ?? options.flaw ?? header.flaw {
      throw ReadingsError(.invalidArgument, flaw)
    }
    let tag = header.tag ?? RecordingTag()
    var headerFrame = ByteSink(capacity: HeaderFrame.bound)
    HeaderFrame.append(header, of: tag, to: &headerFrame)
    var schemaFrame = ByteSink(capacity: SchemaFrame.bound(schema))
    SchemaFrame.append(schema, of: tag, to: &schemaFrame)
    let region = RowRegion(schema: schema, schemaSize: schemaFrame.count, options: options)
    let encoder = BlockEncoder(
      schema: schema, capacity: region.capacity, labelBytes: region.labelCapacity)
    let position = UInt64(headerFrame.count + schemaFrame.count)
    let needed = position + UInt64(OpenFrameControl.end + encoder.bound) + region.size
    let size = Self.rounded(max(needed, min(UInt64(options.growth), options.maximumSize)))
    guard size <= options.maximumSize else {
      throw ReadingsError(
        .invalidArgument, "a file with these columns takes \(size) bytes at least")
    }

    var file = try NewFile(path: path, after: previous)
    let window = try file.window(size: size, storage: options.storage, journal: journal)
    let placed = region.moved(toEnd: size)
    var openFrame = ByteSink(capacity: OpenFrameControl.end)
    let firstRow = header.firstRow ?? 0
    let control = placed.control(
      at: position, of: tag, schemaID: schema.id, firstRow: firstRow)
    let countWord = control.appendOpenFrame(size: Int(size - position), to: &openFrame)
    do throws(Errno) {
      try window.write(headerFrame.bytes, at: 0)
      try window.write(schemaFrame.bytes, at: UInt64(headerFrame.count))
      try window.write(schemaFrame.bytes, at: placed.start)
      try window.write(openFrame.bytes, at: position)
    } catch {
      throw file.failed("the recording cannot be begun", errno: error)
    }
    try file.appear(after: previous)
    self.init(
      schema: schema, tag: tag, options: options, window: window, encoder: encoder, region: placed,
      position: position, firstRow: firstRow, schemaFrame: schemaFrame, countWord: countWord)
  }

  /// A writer of a file that holds its first open frame.
  private init(
    schema: Schema, tag: RecordingTag, options: Options, window: consuming FileWindow,
    encoder: consuming BlockEncoder, region: RowRegion, position: UInt64, firstRow: UInt64,
    schemaFrame: consuming ByteSink, countWord: CountWord
  ) {
    self.schema = schema
    self.tag = tag
    self.countWord = countWord
    self.options = options
    self.window = window
    self.encoder = encoder
    self.region = region
    self.position = position
    self.firstRow = firstRow
    self.schemaFrame = schemaFrame
  }

  /// Throws what making a file at `path` would throw.
  package static func checkPath(_ path: String) throws(ReadingsError) {
    try NewFile(path: path).abandon()
  }

  /// Appends a row, and makes it an event if it has a label.
  ///
  /// `values` has one word a column, the time first; a time before the last row's is raised to it.
  /// A label that is longer than the label area is cut between two scalars. When the block is full
  /// it is sealed first; if that fails the row is not appended, the file is as valid as before,
  /// and the next call tries again. Throws the reason, such as `.noSpace`; `.fileTooLarge` when there
  /// is no number for the row, of which there are 2⁶³ − 1.
  public mutating func append(
    _ values: UnsafeBufferPointer<UInt64>, label: UnsafeRawBufferPointer? = nil
  ) throws(Errno) {
    guard !isClosed, values.count == schema.columns.count else { throw .invalidArgument }
    guard rowCount < Limits.number else { throw .fileTooLarge }
    try wipeStrayRow()
    let text = label.map { $0.utf8Prefix(region.labelCapacity - OpenRow.labelHeadSize) }
    let labelSize = text.map { OpenRow.labelSize($0.count) } ?? 0
    if openCount == region.capacity || labelsUsed + labelSize > region.labelCapacity {
      try seal()
    }
    var reference: UInt32 = 0
    if let text {
      let place = region.labels + UInt64(labelsUsed)
      reference = OpenRow.reference(to: Int(place - region.rows))
      try write(label: text, at: place)
    }
    let time = max(lastTime, Int64(bitPattern: values[0]))
    let tail = 8 * values.count
    hasStrayRow = true
    try window.fill(at: region.row(openCount), count: region.stride) { row in
      let words = row.assumingMemoryBound(to: UInt64.self)
      // As the processor has them: little-endian, which the kernels demand as well.
      if let first = values.baseAddress { words.update(from: first, count: values.count) }
      words[0] = UInt64(bitPattern: time).littleEndian
      row.storeBytes(of: reference.littleEndian, toByteOffset: tail, as: UInt32.self)
      let proof = OpenRow.proof(
        of: UnsafeRawBufferPointer(start: row, count: tail + 4), row: rowCount, tag: tag)
      row.storeBytes(of: proof.littleEndian, toByteOffset: tail + 4, as: UInt32.self)
    }
    try window.publish(
      countWord.with(openCount + 1), at: position + UInt64(OpenFrameControl.countOffset))
    hasStrayRow = false
    lastTime = time
    openCount += 1
    labelsUsed += labelSize
    if openCount == region.capacity / 2 { prepareSeal() }
  }

  /// Overwrites a row that could not be committed: it tells its number, which is about to be given to
  /// another one.
  @inline(__always)
  mutating func wipeStrayRow() throws(Errno) {
    guard hasStrayRow else { return }
    try window.fill(at: region.row(openCount), count: region.stride) { row in
      row.initializeMemory(as: UInt8.self, repeating: 0, count: region.stride)
    }
    hasStrayRow = false
  }

  private func write(label: UnsafeRawBufferPointer, at offset: UInt64) throws(Errno) {
    let head = OpenRow.labelHeadSize
    try window.fill(at: offset, count: head + label.count) { place in
      let text = UnsafeMutableRawBufferPointer(start: place + head, count: label.count)
      text.copyMemory(from: label)
      Text.makeStorable(text)
      let checksum = OpenRow.labelChecksum(
        of: UnsafeRawBufferPointer(text), row: rowCount, tag: tag)
      place.storeBytes(of: UInt32(label.count).littleEndian, as: UInt32.self)
      place.storeBytes(of: checksum.littleEndian, toByteOffset: 4, as: UInt32.self)
    }
  }

  static func rounded(_ size: UInt64) -> UInt64 {
    let page = UInt64(SystemCall.pageSize)
    return (size + page - 1) / page * page
  }
}

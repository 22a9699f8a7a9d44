/// Reads an `.rdg` file: closed, live, or left behind by a killed process.
///
/// It believes nothing: every offset, length and count is checked, and memory and time are bounded
/// by the file's size. What is damaged is passed over and listed in `damage`. The file is read as
/// it was when the reader was made. Not thread-safe. Spec/format.md, section "Reading".
public final class LogReader: Recording {
  /// Who recorded, where and when.
  public let header: LogHeader
  /// Every schema in the file, in order of appearance.
  public let schemas: [Schema]
  /// The blocks in order; open rows come last, as blocks like the others.
  public let blocks: [BlockSummary]
  /// What can't be read; decoding a damaged block adds to it.
  public private(set) var damage: [Damage]
  /// How the recording ended.
  public let ending: RecordingEnding
  /// The recordings that the file holds, in the order in which they begin: one, unless files have
  /// been put together or a piece of another one has got into it. This reader reads one of them.
  public let recordings: [RecordingPart]
  /// The file's size in bytes.
  public let byteCount: UInt64

  /// What is looked at when a file is opened.
  public enum Access: Sendable {
    /// All frames, so that damage shows wherever it is.
    case complete
    /// The index of a closed file, which says where the blocks are; damage shows where a block is
    /// decoded. A file without an index that fits is looked at completely.
    case indexed
  }

  /// How closely a file is looked at when it is opened completely.
  package enum Depth {
    /// From frame to frame, in a file that begins as a recording does.
    case hopping
    /// The same in any file that has frames of a recording.
    case searching
    /// Every checksum: a block that is damaged may hide frames that are not.
    case thorough
  }

  /// How often a live file that seems to be damaged is read again.
  private static let liveAttempts = 20

  /// Whether the header could be read.
  let knowsHeader: Bool
  let file: FileBytes
  /// The index of a closed file.
  let index: FoundIndex?
  private let contents: [BlockList.Content]
  private let copies: [UInt64: BlockList.Content]
  private var decoder = BlockDecoder()
  private var lostBlocks: Set<Int> = []

  /// Whether a file that starts with these bytes is an `.rdg` file, even if a few are damaged.
  ///
  /// - Parameter prefix: The file's first 16 bytes or more.
  public static func recognizes(_ prefix: some Sequence<UInt8>) -> Bool {
    let bytes = Array(prefix.prefix(16))
    let signature = Array("\(HeaderFrame.signature)".utf8)
    if bytes.count >= 16, Array(bytes[8..<16]) == signature { return true }
    guard bytes.count >= 4 else { return false }
    let magic = bytes.withUnsafeBytes { UInt32(littleEndian: $0.loadUnaligned(as: UInt32.self)) }
    return magic == FrameKind.header.rawValue
  }

  /// Opens a file and finds its blocks.
  ///
  /// Throws `ReadingsError` with code `no-input` (missing, no regular file), `not-a-recording`
  /// (empty, or something else), `unsupported` (a newer format) or `input-output`.
  public convenience init(path: String, access: Access = .complete) throws(ReadingsError) {
    try self.init(try FileBytes(path: path), access: access)
  }

  convenience init(_ file: FileBytes, access: Access) throws(ReadingsError) {
    if access == .indexed, let indexed = try IndexedFile(file) {
      self.init(indexed, file)
    } else {
      try self.init(file)
    }
  }

  private init(_ indexed: IndexedFile, _ file: FileBytes) {
    self.file = file
    knowsHeader = true
    header = indexed.header
    index = indexed.index
    ending = .closed
    byteCount = file.size
    schemas = indexed.schemas
    blocks = indexed.blocks
    contents = Array(repeating: .listed, count: indexed.blocks.count)
    copies = [:]
    recordings = [
      RecordingPart(
        header: indexed.header, byteOffset: 0, byteCount: file.size,
        rowCount: indexed.blocks.reduce(0) { $0 + UInt64($1.rowCount) })
    ]
    damage = []
  }

  /// Opens a file and finds the blocks of one of its recordings.
  ///
  /// - Parameters:
  ///   - number: Which one, counted from 1.
  ///   - depth: How closely to look.
  /// - Throws: As `init(path:)`, and `invalid-argument` if there is no recording of that number.
  package convenience init(
    path: String, recording number: Int, depth: Depth
  ) throws(ReadingsError) {
    try self.init(try FileBytes(path: path), recording: number, depth: depth)
  }

  init(
    _ file: FileBytes, recording number: Int = 1, depth: Depth = .hopping
  ) throws(ReadingsError) {
    self.file = file
    guard file.size > 0 else {
      throw ReadingsError(.notARecording, "the file is empty", place: .init(path: file.path))
    }
    let isRecognized = Self.recognizes(try file.bytes(at: 0, count: 16))
    guard isRecognized || depth != .hopping else {
      throw ReadingsError(.notARecording, "is no .rdg file", place: .init(path: file.path))
    }
    var hasWriter = file.hasWriter
    // It may have been closed just before.
    file.refresh()
    let isThorough = depth == .thorough
    var scan = try FrameScan(file, isThorough: isThorough, isLive: hasWriter)
    guard isRecognized || scan.hasFrames else {
      throw ReadingsError(.notARecording, "is no .rdg file", place: .init(path: file.path))
    }
    var list = try BlockList(&scan, recording: number - 1)
    // A writer may seal, grow or close while its file is being read, which then looks damaged: parts
    // of it were read before and parts after. Real damage is still there the next time.
    for _ in 0..<Self.liveAttempts where hasWriter && !list.damage.isEmpty {
      hasWriter = file.hasWriter
      file.refresh()
      scan = try FrameScan(file, isThorough: isThorough, isLive: hasWriter)
      list = try BlockList(&scan, recording: number - 1)
    }
    guard list.parts.indices.contains(number - 1) else {
      let count = list.parts.count
      throw ReadingsError(
        .invalidArgument, "the file holds \(count) recording\(count == 1 ? "" : "s")",
        place: .init(path: file.path))
    }
    knowsHeader = list.header != nil
    header = list.header ?? LogHeader(format: "rdg")
    index = list.index
    ending = !list.hasOpenFrame && index != nil ? .closed : hasWriter ? .live : .interrupted
    byteCount = file.size
    schemas = list.schemas
    blocks = list.blocks
    contents = list.contents
    copies = list.copies
    recordings = list.parts
    damage = list.damage.entries.sorted { $0.byteOffset < $1.byteOffset }
  }

  /// Decodes a block into `block`.
  ///
  /// Throws `damaged` with the byte offset if its bytes are damaged, `input-output` if they can't
  /// be read. `index` must be one of `blocks`' indices.
  public func decode(_ index: Int, into block: ColumnBlock) throws(ReadingsError) {
    let summary = blocks[index]
    switch contents[index] {
    case .open(let rows, let first):
      let first = Int(first)
      block.copy(first..<first + summary.rowCount, of: rows, firstRow: summary.firstRow)
    case .columns(let offset, let size):
      try decode(index, into: block, at: offset, size: size) { frame throws(Malformed) in frame }
    case .listed:
      try decode(
        index, into: block, at: summary.byteOffset, size: Int(clamping: summary.byteCount)
      ) { bytes throws(Malformed) in
        UnsafeRawBufferPointer(rebasing: bytes[try BlockFrame(bytes).size...])
      }
    }
  }

  /// Decodes the column frame that `find` finds in some bytes.
  private func decode(
    _ index: Int, into block: ColumnBlock, at offset: UInt64, size: Int,
    _ find: (UnsafeRawBufferPointer) throws(Malformed) -> UnsafeRawBufferPointer
  ) throws(ReadingsError) {
    let summary = blocks[index]
    let bytes: UnsafeRawBufferPointer
    do throws(ReadingsError) {
      bytes = try file.bytes(at: offset, count: size)
    } catch {
      if error.code == .damaged { noteLoss(of: index, because: error.message) }
      throw error
    }
    do throws(Malformed) {
      let schema = schemas[summary.schemaIndex]
      try decoder.decode(try find(bytes), schema: schema, into: block)
      guard block.firstRow == summary.firstRow, block.rowCount == summary.rowCount,
        block.events.count == summary.eventCount
      else { throw Malformed("a block's summary and columns disagree") }
    } catch {
      if decodeCopy(of: index, into: block) { return }
      noteLoss(of: index, because: "\(error.reason)")
      throw ReadingsError(
        .damaged, "\(error.reason)", place: .init(path: file.path, byteOffset: offset))
    }
  }

  /// Decodes a block's copy in its place, where the file has it twice; false if that fails as well.
  private func decodeCopy(of index: Int, into block: ColumnBlock) -> Bool {
    let summary = blocks[index]
    guard case .columns(let offset, let size)? = copies[summary.firstRow],
      let bytes = try? file.bytes(at: offset, count: size),
      (try? decoder.decode(bytes, schema: schemas[summary.schemaIndex], into: block)) != nil
    else { return false }
    return block.firstRow == summary.firstRow && block.rowCount == summary.rowCount
      && block.events.count == summary.eventCount
  }

  /// Gives back the memory that reading took, until something is read again.
  func relax() {
    file.relax()
    decoder = BlockDecoder()
  }

  /// Gives back the descriptor, too.
  func rest() {
    relax()
    file.rest()
  }

  /// Notes, once, that a block turned out to be damaged.
  private func noteLoss(of index: Int, because reason: String) {
    guard lostBlocks.insert(index).inserted else { return }
    let block = blocks[index]
    damage.append(
      Damage(
        reason, byteOffset: block.byteOffset, byteCount: block.byteCount, rows: block.rows,
        seconds: schemas[block.schemaIndex].seconds(block.times)))
  }
}

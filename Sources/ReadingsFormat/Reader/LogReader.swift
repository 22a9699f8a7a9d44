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
  /// The one that this reader reads; `nil` if nothing of any is intact.
  public let tag: RecordingTag?
  /// The file's size in bytes.
  public let byteCount: UInt64

  /// What is looked at when a file is opened.
  public enum Access: Sendable {
    /// The index of a closed file, which says where the blocks are; damage shows where a block is
    /// decoded. A file without an index that fits is looked at completely.
    case indexed
    /// All frames but the values. What is damaged is looked for byte by byte.
    case complete
    /// Every byte, whether anything seems to be damaged or not.
    case scanned
  }

  /// Whether the header could be read.
  var knowsHeader: Bool { found.header != nil }
  /// What tells the file from others that may take its name; `nil` for bytes in memory.
  var identity: SystemCall.FileIdentity? { file.file?.identity }
  /// Whether the path still stands for the file.
  var hasItsName: Bool { file.file?.hasItsName ?? false }
  let file: FileBytes
  /// Where the index is, if there is one.
  var index: Range<UInt64>? { found.index }
  /// Whether every byte was looked at.
  var isScanned: Bool { found.isScanned }
  private let found: FileBlocks
  private var decoder = BlockDecoder()
  private var lostBlocks: Set<Int> = []

  /// Whether a file that starts with these bytes is an `.rdg` file, even if a few are damaged.
  ///
  /// - Parameter prefix: The file's first 20 bytes or more.
  public static func recognizes(_ prefix: some Sequence<UInt8>) -> Bool {
    let size = HeaderFrame.recognitionSize
    let bytes = Array(prefix.prefix(size))
    let signature = Array("\(HeaderFrame.signature)".utf8)
    if bytes.count == size, bytes.suffix(signature.count) == signature[...] { return true }
    guard bytes.count >= 4 else { return false }
    let magic = bytes.withUnsafeBytes { UInt32(littleEndian: $0.loadUnaligned(as: UInt32.self)) }
    return magic == FrameKind.header.rawValue
  }

  /// Reads blocks that were found in a file.
  init(_ file: FileBytes, _ found: FileBlocks, isLive: Bool) {
    self.file = file
    self.found = found
    header = found.header ?? LogHeader(format: "rdg")
    schemas = found.schemas
    blocks = found.blocks
    damage = found.damage
    ending = isLive && found.ending != .closed ? .live : found.ending
    recordings = found.recordings
    tag = found.tag
    byteCount = file.size
  }

  /// Decodes a block into `block`.
  ///
  /// Throws `damaged` with the byte offset if its bytes are damaged, `input-output` if they can't
  /// be read. `index` must be one of `blocks`' indices.
  public func decode(_ index: Int, into block: ColumnBlock) throws(ReadingsError) {
    let summary = blocks[index]
    switch found.parts[summary.firstRow] {
    case nil:
      try decode(index, of: summary.rows, eventCount: summary.eventCount, into: block)
    case .rows(let rows, let numbers):
      let whole = ColumnBlock()
      try decode(index, of: numbers, eventCount: nil, into: whole)
      block.copy(rows, of: whole, firstRow: summary.firstRow)
    case .open(let rows):
      block.copy(0..<summary.rowCount, of: rows, firstRow: summary.firstRow)
    }
  }

  /// Decodes a block into `block`; false if it is damaged.
  ///
  /// Throws `input-output` if its bytes can't be read.
  func decodeIfIntact(_ index: Int, into block: ColumnBlock) throws(ReadingsError) -> Bool {
    do throws(ReadingsError) {
      try decode(index, into: block)
      return true
    } catch {
      guard error.code == .damaged else { throw error }
      return false
    }
  }

  /// Decodes the block of some rows that a block or a part of one is in.
  private func decode(
    _ index: Int, of rows: Range<UInt64>, eventCount: Int?, into block: ColumnBlock
  ) throws(ReadingsError) {
    let summary = blocks[index]
    do throws(ReadingsError) {
      let bytes = try file.bytes(at: summary.byteOffset, count: Int(clamping: summary.byteCount))
      do throws(Malformed) {
        try decode(
          bytes, schemas[summary.schemaIndex], of: rows, eventCount: eventCount, into: block)
      } catch {
        let place = ReadingsError.Place(path: file.path, byteOffset: summary.byteOffset)
        throw ReadingsError(.damaged, "\(error.reason)", place: place)
      }
    } catch {
      if error.code == .damaged { noteLoss(of: index, because: error.message) }
      throw error
    }
  }

  /// Decodes a column frame, and the block frame before it if there is one, which must say the same. It
  /// may have been written over since it was found.
  private func decode(
    _ bytes: UnsafeRawBufferPointer, _ schema: Schema, of rows: Range<UInt64>, eventCount: Int?,
    into block: ColumnBlock
  ) throws(Malformed) {
    let head = FrameHead(bytes)
    let frame: BlockFrame? = if head != nil { try BlockFrame(bytes) } else { nil }
    let columns = UnsafeRawBufferPointer(rebasing: bytes[(head?.size ?? 0)...])
    let identity = try decoder.decode(columns, schema: schema, into: block)
    let agrees = frame.map {
      $0.tag == tag && $0.rows == identity.rows && $0.eventCount == block.events.count
    }
    guard agrees ?? true, identity.tag == tag, identity.rows.numbers == rows,
      eventCount == nil || eventCount == block.events.count
    else {
      throw Malformed(
        frame == nil
          ? "a block is another one than before" : "a block's summary and columns disagree")
    }
  }

  /// Gives back the memory that reading took, until something is read again.
  func relax() {
    file.relax()
    decoder = BlockDecoder()
  }

  /// Gives back the descriptor, too.
  func rest() {
    relax()
    file.file?.rest()
  }

  /// Notes, once, that a block turned out to be damaged.
  private func noteLoss(of index: Int, because reason: String) {
    guard lostBlocks.insert(index).inserted else { return }
    let block = blocks[index]
    damage.append(
      Damage(reason, in: block, rows: block.rows, seconds: schemas.seconds(of: block)))
  }
}

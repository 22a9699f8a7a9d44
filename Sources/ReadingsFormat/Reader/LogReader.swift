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
  /// The file's size in bytes.
  public let byteCount: UInt64

  /// How often a live file that seems to be damaged is read again.
  private static let liveAttempts = 20

  /// Whether the header could be read.
  let knowsHeader: Bool
  let file: FileBytes
  private let contents: [BlockList.Content]
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
  public convenience init(path: String) throws(ReadingsError) {
    try self.init(try FileBytes(path: path))
  }

  init(_ file: FileBytes) throws(ReadingsError) {
    self.file = file
    guard file.size > 0 else {
      throw ReadingsError(.notARecording, "the file is empty", place: .init(path: file.path))
    }
    guard Self.recognizes(try file.bytes(at: 0, count: 16)) else {
      throw ReadingsError(.notARecording, "is no .rdg file", place: .init(path: file.path))
    }
    var hasWriter = file.hasWriter
    var scan = try FrameScan(file)
    var list = try BlockList(&scan)
    // A writer may seal, grow or close while its file is being read, which then looks damaged: parts
    // of it were read before and parts after. Real damage is still there the next time.
    for _ in 0..<Self.liveAttempts where hasWriter && !list.damage.isEmpty {
      file.refresh()
      hasWriter = file.hasWriter
      scan = try FrameScan(file)
      list = try BlockList(&scan)
    }
    knowsHeader = scan.header != nil
    header = scan.header ?? LogHeader(format: "rdg")
    ending = scan.opens.isEmpty && scan.index != nil ? .closed : hasWriter ? .live : .interrupted
    byteCount = file.size
    schemas = list.schemas
    blocks = list.blocks
    contents = list.contents
    damage = list.damage
  }

  /// Decodes a block into `block`.
  ///
  /// Throws `damaged` with the byte offset if its bytes are damaged, `input-output` if they can't
  /// be read. `index` must be one of `blocks`' indices.
  public func decode(_ index: Int, into block: ColumnBlock) throws(ReadingsError) {
    let summary = blocks[index]
    switch contents[index] {
    case .open(let rows):
      block.copy(rows)
    case .columns(let offset, let size):
      let frame: UnsafeRawBufferPointer
      do throws(ReadingsError) {
        frame = try file.bytes(at: offset, count: size)
      } catch {
        if error.code == .damaged { noteLoss(of: index, because: error.message) }
        throw error
      }
      do throws(Malformed) {
        try decoder.decode(frame, schema: schemas[summary.schemaIndex], into: block)
        guard block.firstRow == summary.firstRow, block.rowCount == summary.rowCount,
          block.events.count == summary.eventCount
        else { throw Malformed("a block's summary and columns disagree") }
      } catch {
        noteLoss(of: index, because: "\(error.reason)")
        throw ReadingsError(
          .damaged, "\(error.reason)", place: .init(path: file.path, byteOffset: offset))
      }
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
    file.rest()
  }

  /// Notes, once, that a block turned out to be damaged.
  private func noteLoss(of index: Int, because reason: String) {
    guard lostBlocks.insert(index).inserted else { return }
    let block = blocks[index]
    damage.append(
      Damage(
        reason, byteOffset: block.byteOffset, byteCount: block.byteCount, rows: block.rows,
        seconds: schemas[block.schemaIndex].seconds(block.ranges[0])))
  }
}

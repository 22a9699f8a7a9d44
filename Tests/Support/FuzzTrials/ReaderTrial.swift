import ReadingsFormat

/// Reads any bytes as a file.
///
/// The last byte says how. It stands behind the file so that what is in there keeps its offsets.
enum ReaderTrial {
  /// What the last byte says.
  struct Mode: OptionSet {
    let rawValue: UInt8

    /// Checksums are made to match before; without that, nothing deep is ever reached.
    static let repaired = Mode(rawValue: 1)
    /// The file is also read through a short buffer, and must be the same.
    static let shortBuffer = Mode(rawValue: 2)
    /// The file is read by its index, if it has one that fits.
    static let indexed = Mode(rawValue: 4)
    /// The file is scanned.
    static let scanned = Mode(rawValue: 8)

    /// The same, through a buffer of 64 << `size` bytes, where `size` is 0 to 15.
    static func shortBuffer(size: UInt8) -> Mode { Mode(rawValue: 2 | size << 4) }

    /// The size of the short buffer in bytes.
    var bufferSize: Int { 64 << Int(rawValue >> 4) }

    /// What is looked at.
    var access: LogReader.Access {
      contains(.scanned) ? .scanned : contains(.indexed) ? .indexed : .complete
    }
  }

  static func run(_ input: UnsafeRawBufferPointer) throws(BrokenPromise) -> Int {
    guard let last = input.last else { return 0 }
    let mode = Mode(rawValue: last)
    var bytes = Array(input.dropLast())
    if mode.contains(.repaired) { ChecksumRepair.repair(&bytes) }
    let reader: LogReader
    do throws(ReadingsError) {
      reader = try LogReader(bytes: bytes, name: "input", access: mode.access)
    } catch {
      try require([.notARecording, .unsupported].contains(error.code), "\(error)")
      return 0
    }
    // Of two readers of the same file one is enough to be looked at.
    let subject = mode.contains(.shortBuffer) ? try twin(of: reader, bytes, mode) : reader
    let count = try Inspection.inspect(subject)
    for damage in subject.damage {
      try require(damage.byteOffset <= subject.byteCount, "damage lies outside the file")
    }
    return count
  }

  /// Reads the file a few bytes at a time: what is kept of a buffer that is filled anew gives another
  /// result then, or goes past the buffer's end.
  private static func twin(
    of reader: LogReader, _ bytes: [UInt8], _ mode: Mode
  ) throws(BrokenPromise) -> LogReader {
    let other: LogReader
    do throws(ReadingsError) {
      other = try LogReader(
        bytes: bytes, name: "input", bufferSize: mode.bufferSize, access: mode.access)
    } catch {
      throw BrokenPromise("a short buffer makes the file unreadable: \(error)")
    }
    try require(
      other.header == reader.header && other.tag == reader.tag && other.schemas == reader.schemas
        && other.blocks == reader.blocks && other.damage == reader.damage
        && other.ending == reader.ending, "a short buffer makes another file of it")
    return other
  }
}

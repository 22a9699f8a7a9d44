import ReadingsFormat

/// Checks any bytes as a damaged file, reads what is intact, or recovers it: that must be all that the
/// reader finds, in a file without damage.
///
/// The last byte says what is done with the rest: one thing, as each takes long.
enum RecoveryTrial {
  /// What is done with a file, in the low bits of the last byte.
  struct Mode: OptionSet {
    let rawValue: UInt8
    /// Checksums are made to match first.
    static let repaired = Mode(rawValue: 1 << 0)
    /// The recording is written to a new file.
    static let recovered = Mode(rawValue: 1 << 1)
    /// Everything is looked at, but not given.
    static let checked = Mode(rawValue: 1 << 2)
    /// The second of the file's recordings is taken.
    static let second = Mode(rawValue: 1 << 4)
  }

  /// The values that are recovered at most: a few bytes may stand for a great many.
  private static let valueLimit = 1 << 12

  static func run(_ input: UnsafeRawBufferPointer) throws(BrokenPromise) -> Int {
    guard let last = input.last else { return 0 }
    var bytes = Array(input.dropLast())
    let mode = Mode(rawValue: last)
    if mode.contains(.repaired) { ChecksumRepair.repair(&bytes) }
    if mode.contains(.checked) { return try check(bytes) }
    // Of a file that is whole by its frames, a scan may find more recordings in what nobody looks at.
    let reader: LogReader
    do throws(ReadingsError) {
      let first = try LogReader(bytes: bytes, name: "input", access: .scanned)
      guard !first.recordings.isEmpty else { return 0 }
      let tag = first.recordings[Int(last >> 4) % first.recordings.count].tag
      reader =
        tag == first.tag
        ? first
        : try LogReader(bytes: bytes, name: "input", access: .scanned, recording: tag)
    } catch {
      try require([.notARecording, .unsupported].contains(error.code), "\(error)")
      return 0
    }
    let size = reader.blocks.reduce(0) {
      $0 + $1.rowCount * reader.schemas[$1.schemaIndex].columns.count
    }
    guard size <= valueLimit else { return 0 }
    guard mode.contains(.recovered) else { return try Inspection.inspect(reader) }
    return try recover(bytes, reader)
  }

  /// Writes what a reader finds to a new file, and compares.
  private static func recover(
    _ bytes: [UInt8], _ reader: LogReader
  ) throws(BrokenPromise) -> Int {
    defer { ScratchFile.remove() }
    let report: Recovery.Report
    do throws(ReadingsError) {
      report = try Recovery.recover(
        bytes: bytes, name: "input", to: ScratchFile.path, recording: reader.tag)
    } catch {
      // Without a schema there is nothing to write.
      try require(error.code == .damaged && reader.blocks.isEmpty, "\(error)")
      return 0
    }
    return try RecoveredCheck.compare(report, with: reader)
  }

  /// Looks at everything; returns how many rows there are.
  private static func check(_ bytes: [UInt8]) throws(BrokenPromise) -> Int {
    let check: FileCheck
    do throws(ReadingsError) {
      check = try FileCheck(bytes: bytes, name: "input", depth: .full)
    } catch {
      try require([.notARecording, .unsupported].contains(error.code), "\(error)")
      return 0
    }
    for damage in check.damage {
      try require(damage.byteOffset <= check.byteCount, "damage lies outside the file")
    }
    return Int(clamping: check.rowCount)
  }
}

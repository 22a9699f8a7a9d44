import ReadingsFormat

/// Checks any bytes as a damaged file and recovers what is intact, which must be all that the reader
/// finds, in a file without damage.
///
/// The last byte says whether checksums are made to match first, and which of the file's recordings
/// is recovered.
enum RecoveryTrial {
  /// The values that are recovered at most: a few bytes may stand for a great many.
  private static let valueLimit = 1 << 12

  static func run(_ input: UnsafeRawBufferPointer) throws(BrokenPromise) -> Int {
    guard let last = input.last else { return 0 }
    var bytes = Array(input.dropLast())
    if last & 1 != 0 { ChecksumRepair.repair(&bytes) }
    guard try check(bytes) else { return 0 }
    // Of a file that is whole by its frames, a scan may find more recordings in what nobody looks at.
    let reader: LogReader
    do throws(ReadingsError) {
      let first = try LogReader(bytes: bytes, name: "input", access: .scanned)
      guard !first.recordings.isEmpty else { return 0 }
      let tag = first.recordings[Int(last >> 4) % first.recordings.count].tag
      reader = try LogReader(bytes: bytes, name: "input", access: .scanned, recording: tag)
    } catch {
      throw BrokenPromise("what was checked cannot be read: \(error)")
    }
    let size = reader.blocks.reduce(0) {
      $0 + $1.rowCount * reader.schemas[$1.schemaIndex].columns.count
    }
    guard size <= valueLimit else { return 0 }
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
    return try RecoveredRows.compare(report, with: reader)
  }

  /// Looks at everything; false if the bytes are no recording.
  private static func check(_ bytes: [UInt8]) throws(BrokenPromise) -> Bool {
    let check: FileCheck
    do throws(ReadingsError) {
      check = try FileCheck(bytes: bytes, name: "input", depth: .full)
    } catch {
      try require([.notARecording, .unsupported].contains(error.code), "\(error)")
      return false
    }
    for damage in check.damage {
      try require(damage.byteOffset <= check.byteCount, "damage lies outside the file")
    }
    return true
  }
}

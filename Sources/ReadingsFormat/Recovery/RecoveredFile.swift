/// What a scan finds of a file that is not sound. Spec/format.md, section "Recovery".
enum RecoveredFile {
  /// The blocks of one of the recordings.
  ///
  /// - Parameter wanted: Which one; that with the most intact bytes if nothing is said.
  /// - Throws: `unsupported` if the file begins with the header of another version, and
  ///   `invalid-argument` if it has no recording of that tag.
  static func blocks(
    of file: FileBytes, recording wanted: RecordingTag? = nil
  ) throws(ReadingsError) -> FileBlocks {
    let frames = try FrameScan.frames(of: file)
    var found = FileBlocks()
    found.isScanned = true
    found.recordings = frames.recordings
    if let wanted, frames.tallies[wanted] == nil {
      let tags = found.recordings.prefix(10).map(\.tag.description).joined(separator: ", ")
      throw ReadingsError(
        .invalidArgument,
        "the file has no recording \(wanted); it holds \(tags.isEmpty ? "none" : tags)",
        place: .init(path: file.path))
    }
    found.tag = wanted ?? frames.largest
    guard let tag = found.tag, let tally = frames.tallies[tag] else {
      found.damage = try DamagedBytes.all(of: file, frames)
      return found
    }
    found.header = tally.header
    found.index = tally.index
    found.ending = tally.index != nil ? .closed : tally.lastOpen != nil ? .interrupted : .cut
    let rows = try RecoveredRows(of: tag, in: frames, file)
    found.schemas = rows.schemas
    found.blocks = rows.blocks
    found.parts = rows.parts
    let damaged = try DamagedBytes(rows)
    found.damage = rows.damage(damaged)
    found.damage += notes(on: rows, damaged, found, fileSize: file.size)
    return found
  }

  /// What is not damage in one place.
  private static func notes(
    on rows: borrowing RecoveredRows, _ damaged: DamagedBytes, _ found: FileBlocks,
    fileSize: UInt64
  ) -> [Damage] {
    var notes: [Damage] = []
    if let offset = rows.frames.scanEnd {
      notes.append(
        Damage(
          "the file holds more frames than a recording of its size does", byteOffset: offset,
          byteCount: fileSize - offset))
    } else if let offset = rows.leftOut {
      notes.append(
        Damage(
          "the file holds more rows than a recording of its size does", byteOffset: offset,
          byteCount: 0))
    }
    if rows.frames.budget.isExceeded || rows.labelBudget.isExceeded || damaged.isCut {
      notes.append(
        Damage("so much is damaged that not all was looked at", byteOffset: 0, byteCount: fileSize))
    }
    if rows.lacksLabels {
      notes.append(
        Damage("the file ends before its labels do", byteOffset: fileSize, byteCount: 0))
    }
    if found.ending == .cut {
      notes.append(
        Damage("the end of the recording is missing", byteOffset: fileSize, byteCount: 0))
    }
    for part in found.recordings where part.tag != found.tag {
      notes.append(
        Damage(
          foreign: part.tag, byteOffset: part.byteOffset, byteCount: part.byteCount))
    }
    return notes
  }
}

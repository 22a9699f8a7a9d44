/// The files of one recording in the order of their rows, each once.
enum SeriesOrder {
  /// Puts files in order and leaves out those that are there twice: by two names, as every file is
  /// for a moment when it is put aside, or as copies.
  ///
  /// A file whose header is damaged is taken for one of the recording that the others are of.
  /// Throws `invalid-argument` if they are of more than one recording, or do not say of which.
  static func sorted(_ files: [SeriesFile]) throws(ReadingsError) -> [SeriesFile] {
    var seen: Set<SystemCall.FileIdentity?> = []
    let distinct = files.filter { seen.insert($0.reader.identity).inserted }
    guard distinct.count > 1 else { return distinct }
    try check(distinct)
    return withoutCopies(distinct).sorted { left, right in
      (left.firstRow ?? 0, left.reader.header.fileNumber ?? 0)
        < (right.firstRow ?? 0, right.reader.header.fileNumber ?? 0)
    }
  }

  private static func check(_ files: [SeriesFile]) throws(ReadingsError) {
    let known = files.filter { $0.reader.knowsHeader }
    guard let first = known.first else {
      throw ReadingsError(
        .damaged, "the headers of all files are damaged; read each file alone",
        place: .init(path: files[0].path))
    }
    for file in known {
      guard let id = file.reader.header.recordingID else {
        throw ReadingsError(
          .invalidArgument, "does not say which recording it belongs to; read the file alone",
          place: .init(path: file.path))
      }
      guard id == first.reader.header.recordingID else {
        throw ReadingsError(
          .invalidArgument, "is of another recording than \(first.path)",
          place: .init(path: file.path))
      }
    }
  }

  /// Of files with the same number, the one that most is left of.
  private static func withoutCopies(_ files: [SeriesFile]) -> [SeriesFile] {
    var positions: [UInt32: Int] = [:]
    var kept: [SeriesFile] = []
    for file in files {
      guard let number = file.reader.header.fileNumber else {
        kept.append(file)
        continue
      }
      if let position = positions[number] {
        if file.isBetter(than: kept[position]) { kept[position] = file }
      } else {
        positions[number] = kept.count
        kept.append(file)
      }
    }
    return kept
  }
}

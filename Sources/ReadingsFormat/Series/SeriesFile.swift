/// One file of a recording in several.
struct SeriesFile {
  /// The file's path, as it was given or found.
  let path: String
  let reader: LogReader

  /// Opens a file and finds its blocks.
  init(path: String, access: LogReader.Access) throws(ReadingsError) {
    self.path = path
    reader = try LogReader(path: path, access: access)
    reader.relax()
  }

  /// The number of the file's first row: where the header is damaged, of the first that is intact, and
  /// `nil` if there is none.
  var firstRow: UInt64? {
    if reader.knowsHeader { return reader.header.firstRow ?? 0 }
    return reader.blocks.first?.firstRow
  }

  /// Whether more of the recording is left in this file than in a copy of it.
  func isBetter(than copy: SeriesFile) -> Bool {
    let rows = reader.blocks.reduce(0) { $0 + $1.rowCount }
    let copied = copy.reader.blocks.reduce(0) { $0 + $1.rowCount }
    return rows == copied ? reader.damage.count < copy.reader.damage.count : rows > copied
  }
}

/// The blocks of several files as those of one recording, and what is missing between the files.
struct SeriesBlocks {
  /// Where a block is.
  struct Place {
    /// The file's position in the series.
    var file: Int
    /// The block's position in the file.
    var block: Int
  }

  private(set) var schemas: [Schema] = []
  private(set) var blocks: [BlockSummary] = []
  private(set) var places: [Place] = []
  private(set) var damage: [Damage] = []

  private var schemaPositions: [Schema: Int] = [:]
  /// The number of the row after the last one so far; `nil` before the first file.
  private var endRow: UInt64?
  /// The time of the last row so far, in seconds.
  private var lastTime: Double?
  /// What is damaged in the file before, and where its last block ends.
  private var damageBefore: Range<Int> = 0..<0
  private var endBefore: UInt64 = 0

  /// Goes through files in the order of their rows.
  init(_ files: [SeriesFile]) {
    for (position, file) in files.enumerated() { append(file, at: position) }
  }

  private mutating func append(_ file: SeriesFile, at position: Int) {
    let reader = file.reader
    let indices = reader.schemas.map { index(of: $0) }
    var own = reader.damage.map { $0.located(in: file.path) }
    guard let firstRow = file.firstRow else {
      damage += own
      return
    }
    let seam = endRow ?? firstRow
    if firstRow > seam { noteMissingRows(seam..<firstRow, before: file, knowing: own) }

    endRow = max(seam, firstRow)
    endBefore = 0
    for (index, block) in reader.blocks.enumerated() {
      endBefore = max(endBefore, block.byteOffset + block.byteCount)
      // The files of one recording have no row in common, except where somebody has put files together
      // that do not belong so.
      guard block.firstRow >= seam else {
        let rest = max(seam, block.firstRow)..<max(seam, block.rows.upperBound)
        own.append(
          Damage(
            "rows of an earlier file are here again", in: block, rows: rest.isEmpty ? nil : rest
          ).located(in: file.path))
        continue
      }
      var summary = block
      summary.schemaIndex = indices[block.schemaIndex]
      blocks.append(summary)
      places.append(Place(file: position, block: index))
      endRow = max(endRow ?? seam, block.rows.upperBound)
      lastTime = schemas.seconds(of: summary).upperBound
    }
    damageBefore = damage.count..<damage.count + own.count
    damage += own
  }

  /// The position of a schema among those of all files.
  private mutating func index(of schema: Schema) -> Int {
    if let position = schemaPositions[schema] { return position }
    schemaPositions[schema] = schemas.count
    schemas.append(schema)
    return schemas.count - 1
  }

  /// Gives the rows between two files to damage at the end of the first, or adds an entry for them;
  /// rows that some damage names already are left out.
  private mutating func noteMissingRows(
    _ rows: Range<UInt64>, before file: SeriesFile, knowing own: [Damage]
  ) {
    let reader = file.reader
    let next = reader.blocks.first.map { reader.schemas.seconds(of: $0).lowerBound }
    let seconds = lastTime.flatMap { last in next.map { last.span(to: $0) } }
    var known = Intervals()
    for lost in (damage[damageBefore] + own).compactMap(\.rows) { known.insert(lost) }
    for range in known.missing(of: rows) {
      let culprit = damage[damageBefore].firstIndex {
        $0.rows == nil && !$0.isHarmless && $0.byteOffset >= endBefore
      }
      if let culprit {
        damage[culprit].rows = range
        damage[culprit].seconds = seconds
      } else {
        damage.append(
          Damage(
            "rows are missing before this file", byteOffset: 0, byteCount: 0, rows: range,
            seconds: seconds, path: file.path))
      }
    }
  }
}

extension Damage {
  /// The damage, with the file that it is in.
  func located(in path: String) -> Damage {
    var located = self
    located.path = path
    return located
  }
}

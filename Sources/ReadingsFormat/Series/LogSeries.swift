/// Reads a recording that is in several `.rdg` files, as if it were in one.
///
/// A probe with a `Rotation` goes on in a new file when the current one is large or old enough, and
/// also when somebody has removed the file. Each file is complete by itself; rows, times and schemas go
/// on from file to file. Rows that are missing between two files are in `damage`; those before the
/// first file have been rotated away and are none. A block's `byteOffset` is the one in its file.
/// Few of the files are open at a time. Not thread-safe.
/// Spec/format.md, section "A recording in several files".
public final class LogSeries: Recording {
  /// Who recorded, where and when: the first file's header that is intact.
  public let header: LogHeader
  /// Every schema of the files, in order of first appearance.
  public let schemas: [Schema]
  /// The blocks of all files in the order of their rows, none twice.
  public let blocks: [BlockSummary]
  /// What can't be read, and in which file; decoding a damaged block adds to it.
  public private(set) var damage: [Damage]
  /// How the last file ended.
  public let ending: RecordingEnding
  /// The size in bytes of all files together.
  public let byteCount: UInt64
  /// The files' paths in the order of their rows.
  public let paths: [String]
  /// How many files there are.
  public var fileCount: Int { paths.count }

  /// The most files that are open at a time.
  static let openFiles = 64

  private let readers: [LogReader]
  private let places: [SeriesBlocks.Place]
  private var awake: OpenFilePool
  /// How much of each file's damage is in `damage`.
  private var knownDamage: [Int]

  /// Opens files of one recording, in whatever order they are named; files that are named twice, or
  /// are copies, count once.
  ///
  /// Throws `invalid-argument` if there are none, or if they are of more than one recording, and what
  /// `LogReader` throws. To read a recording that goes on while it is read, use `open(_:)`.
  public convenience init(
    paths: [String], access: LogReader.Access = .complete
  ) throws(ReadingsError) {
    var awake = OpenFilePool(limit: Self.openFiles)
    var files: [SeriesFile] = []
    for path in paths {
      let file = try SeriesFile(path: path, access: access)
      awake.use(file.reader)
      files.append(file)
    }
    try self.init(files, awake: awake)
  }

  init(_ unsorted: [SeriesFile], awake: OpenFilePool) throws(ReadingsError) {
    guard !unsorted.isEmpty else {
      throw ReadingsError(.invalidArgument, "no file is named")
    }
    let files = try SeriesOrder.sorted(unsorted)
    let contents = SeriesBlocks(files)
    self.awake = awake
    paths = files.map(\.path)
    readers = files.map(\.reader)
    header = (readers.first { $0.knowsHeader } ?? readers[0]).header
    ending = readers[readers.count - 1].ending
    byteCount = readers.reduce(0) { $0 + $1.byteCount }
    schemas = contents.schemas
    blocks = contents.blocks
    places = contents.places
    damage = contents.damage
    knownDamage = readers.map(\.damage.count)
  }

  /// Decodes a block into `block`.
  ///
  /// Throws `damaged` with the file and the byte offset if its bytes are damaged, or if the file has
  /// been removed meanwhile, and `input-output` if they can't be read. `index` must be one of
  /// `blocks`' indices.
  public func decode(_ index: Int, into block: ColumnBlock) throws(ReadingsError) {
    let place = places[index]
    let reader = readers[place.file]
    // The last file may be renamed while it is read, and could not be found again.
    if place.file < readers.count - 1 { awake.use(reader) }
    defer { adoptDamage(of: place.file) }
    try reader.decode(place.block, into: block)
  }

  /// Takes over what a file turned out to have of damage.
  private func adoptDamage(of file: Int) {
    let found = readers[file].damage.dropFirst(knownDamage[file])
    guard !found.isEmpty else { return }
    damage += found.map { $0.located(in: paths[file]) }
    knownDamage[file] += found.count
  }
}

/// How much disk a recording may take: it goes on in a new file when the current one is large or old
/// enough, and the oldest ones are removed.
///
/// The current file always has the path that was asked for, `run.rdg`; finished ones become
/// `run.000001.rdg`, `run.000002.rdg` and so on. Each can be read alone, and `readings` reads them
/// as one recording. What an earlier run left at the path is kept as a finished file, too.
public struct Rotation: Sendable, Hashable {
  /// The most bytes that a file may take: at least 1 MiB.
  ///
  /// A file's index comes on top when it is finished: about half a percent.
  public var maximumSize: Int
  /// How long a file is written to; `nil` for as long as there is room in it. At least 1 s.
  public var maximumAge: Duration?
  /// How many finished files stay, besides the current one.
  public var keptFiles: Int

  /// The sizes that a file may be limited to.
  public static let sizes: ClosedRange<Int> = 1 << 20...1 << 40

  /// Makes a limit on the disk space of a recording.
  public init(maximumSize: Int = 64 << 20, maximumAge: Duration? = nil, keptFiles: Int = 7) {
    self.maximumSize = maximumSize
    self.maximumAge = maximumAge
    self.keptFiles = keptFiles
  }

  /// The sentence that says what is out of range, or `nil`.
  var flaw: String? {
    if !Self.sizes.contains(maximumSize) { return "a file may be limited to 1 MiB to 1 TiB" }
    if let maximumAge, maximumAge < .seconds(1) || maximumAge > .seconds(1 << 31) {
      return "a file may be limited to an age of 1 s to 68 years"
    }
    if !(0...999_999).contains(keptFiles) { return "0 to 999,999 finished files may be kept" }
    return nil
  }
}

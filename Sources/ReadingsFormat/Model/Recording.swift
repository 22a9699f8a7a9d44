/// A recording that can be read, whatever file it comes from.
///
/// Converters and the plotter know this protocol alone. A recording is a list of blocks of up to
/// a few thousand rows; each has a summary, at hand without decoding it. Not thread-safe.
public protocol Recording: AnyObject {
  /// Who recorded, where and when; what is not known is `nil`.
  var header: LogHeader { get }
  /// Every schema that a block names, in order of first appearance.
  var schemas: [Schema] { get }
  /// The blocks' summaries in order of time.
  var blocks: [BlockSummary] { get }
  /// What could not be read so far; decoding a damaged block adds to it.
  var damage: [Damage] { get }
  /// How the recording ended.
  var ending: RecordingEnding { get }
  /// The size in bytes of all its files together.
  var byteCount: UInt64 { get }
  /// How many files the recording was read from.
  var fileCount: Int { get }

  /// Decodes a block into `block`, whose earlier contents are replaced.
  ///
  /// - Throws: `ReadingsError` with code `damaged` if the block can't be decoded, in which case the
  ///   loss is also added to `damage`, or `inputOutput` if the file can't be read.
  func decode(_ index: Int, into block: ColumnBlock) throws(ReadingsError)
}

extension Recording {
  /// One file.
  public var fileCount: Int { 1 }
}

/// How a recording ended.
public enum RecordingEnding: String, Sendable {
  /// The recorder closed it.
  case closed
  /// A recorder is writing to it now.
  case live
  /// The recorder was killed, or the file is a copy of a live one.
  case interrupted
  /// The end is missing: the file was cut off, unless its disk was too full to close it properly.
  case cut
}

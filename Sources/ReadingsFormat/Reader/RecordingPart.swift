/// One of the recordings that a file holds. There is one, unless files have been put together or a
/// piece of another one has got into it.
public struct RecordingPart: Sendable, Equatable {
  /// Who recorded, where and when; `nil` if this part of the file has no header.
  public var header: LogHeader?
  /// Where its first byte is that is known.
  public var byteOffset: UInt64
  /// How many bytes its blocks and open rows take.
  public var byteCount: UInt64
  /// How many rows of it are intact, as far as that is known without decoding them.
  public var rowCount: UInt64
}

/// One of the recordings that a file holds. There is one, unless files have been put together or a
/// piece of another one has got into it.
public struct RecordingPart: Sendable, Equatable {
  /// What tells it from the others.
  public var tag: RecordingTag
  /// Who recorded, where and when; `nil` if none of its headers is intact.
  public var header: LogHeader?
  /// Where its first intact frame is.
  public var byteOffset: UInt64
  /// How many bytes its intact frames take.
  public var byteCount: UInt64
}

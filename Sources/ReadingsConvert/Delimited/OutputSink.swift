import ReadingsFormat

/// Something that takes bytes in order: a file, a pipe, memory.
public protocol OutputSink: AnyObject {
  /// Takes all of `bytes`, which are good for the time of the call only.
  ///
  /// - Throws: `ReadingsError` if they can't be taken; nothing further is written then.
  func write(_ bytes: UnsafeRawBufferPointer) throws(ReadingsError)
}

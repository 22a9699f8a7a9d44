import ReadingsFormat

/// Collects text and hands it to a sink in large chunks.
///
/// Not thread-safe.
final class OutputBuffer {
  /// The bytes that go to the sink at once, or a little fewer.
  static let chunkSize = 128 << 10

  private let sink: any OutputSink
  private let memory: UnsafeMutableRawBufferPointer
  private var count = 0

  /// Makes a buffer in which `reserve(largest)` is possible.
  init(_ sink: any OutputSink, largestReserve: Int) {
    self.sink = sink
    memory = .allocate(byteCount: Self.chunkSize + largestReserve, alignment: 64)
  }

  deinit { memory.deallocate() }

  /// Room for `size` bytes, at most the `largestReserve` of the initializer.
  func reserve(_ size: Int) throws(ReadingsError) -> UnsafeMutableRawPointer {
    if memory.count - count < size { try flush() }
    precondition(memory.count - count >= size)
    return memory.baseAddress! + count
  }

  /// Takes over the bytes from the last `reserve` up to `end`.
  func commit(upTo end: UnsafeMutableRawPointer) {
    count = end - memory.baseAddress!
  }

  /// Appends one byte.
  func append(_ byte: UInt8) throws(ReadingsError) {
    if count == memory.count { try flush() }
    memory[count] = byte
    count += 1
  }

  /// Appends bytes, however many.
  func append(_ bytes: some Sequence<UInt8>) throws(ReadingsError) {
    for byte in bytes { try append(byte) }
  }

  /// Hands everything to the sink.
  func flush() throws(ReadingsError) {
    guard count > 0 else { return }
    try sink.write(UnsafeRawBufferPointer(rebasing: memory[..<count]))
    count = 0
  }
}

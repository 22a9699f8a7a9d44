/// The bytes of an input file, read through one buffer.
///
/// The file is not mapped: a recorder that closes it meanwhile cuts it off, and touching a mapping
/// past the end would be a fatal signal. A file that rests has neither buffer nor descriptor, and
/// gets them again when it is read. Bytes in memory take the same way through the buffer, so that
/// what is true of one is true of the other. Not thread-safe.
final class FileBytes {
  /// The file's path, or what stands for it in errors.
  let path: String
  /// The file; `nil` for bytes in memory.
  let file: SourceFile?
  private let memory: [UInt8]
  /// The file's size when it was opened or last refreshed.
  private(set) var size: UInt64
  private var buffer = OwnedBytes(count: 0)
  private let bufferSize: UInt64
  private var start: UInt64 = 0
  private var count = 0
  private var zeroTailStart: UInt64?

  /// How much is read at a time, if nothing else is said.
  static let usualBufferSize: UInt64 = 256 << 10

  /// Opens a file.
  init(path: String, bufferSize: UInt64 = usualBufferSize) throws(ReadingsError) {
    let file = try SourceFile(path: path)
    self.path = path
    self.file = file
    memory = []
    size = file.openingSize
    self.bufferSize = bufferSize
  }

  /// Takes bytes for those of a file.
  init(bytes: [UInt8], name: String, bufferSize: UInt64 = usualBufferSize) {
    path = name
    file = nil
    memory = bytes
    size = UInt64(bytes.count)
    self.bufferSize = bufferSize
  }

  /// Whose bytes these are, for others that read them later, on any thread.
  struct Origin: Sendable {
    fileprivate let path: String
    fileprivate let identity: SystemCall.FileIdentity?
    fileprivate let memory: [UInt8]

    /// The same bytes once more; throws if another file is at the path by now.
    func open(bufferSize: UInt64) throws(ReadingsError) -> FileBytes {
      guard let identity else {
        return FileBytes(bytes: memory, name: path, bufferSize: bufferSize)
      }
      let file = try FileBytes(path: path, bufferSize: bufferSize)
      guard file.file?.identity == identity else {
        throw ReadingsError(
          .inputOutput, "another file has taken its place", place: .init(path: path))
      }
      return file
    }
  }

  /// Where others get the same bytes.
  var origin: Origin { Origin(path: path, identity: file?.identity, memory: memory) }

  /// Asks for the size again, and forgets what was read: a live file grows and changes.
  func refresh() {
    size = file?.size ?? size
    count = 0
    zeroTailStart = nil
  }

  /// Gives the buffer back until something is read again.
  func relax() {
    buffer = OwnedBytes(count: 0)
    count = 0
  }

  /// Up to `wanted` bytes at `offset`, fewer only at the file's end; valid until the next call.
  ///
  /// - Parameter isAlone: Whether what follows them is not wanted next.
  func bytes(
    at offset: UInt64, count wanted: Int, alone isAlone: Bool = false
  ) throws(ReadingsError) -> UnsafeRawBufferPointer {
    guard offset < size, wanted > 0 else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    let available = Int(min(UInt64(wanted), size - offset))
    let end = offset + UInt64(available)
    let isAhead = offset < start
    if isAhead || end > start + UInt64(count) {
      if !isAlone, isAhead, start - offset < bufferSize, available < Int(bufferSize) {
        // Somebody reads backwards: what comes before is wanted next.
        let first = end > bufferSize ? end - bufferSize : 0
        try fill(at: first, atLeast: Int(end - first))
      } else {
        try fill(at: offset, atLeast: available, alone: isAlone)
      }
    }
    let first = Int(offset - start)
    return buffer.bytes(first..<max(first, min(first + available, count)))
  }

  /// Whether the file ends at `offset`, or nothing but zeros follow.
  func isZero(from offset: UInt64) throws(ReadingsError) -> Bool {
    if offset >= size { return offset == size }
    return try zeroTail() <= offset
  }

  /// Where the zeros begin that the file ends in; its size if there are none. Found once.
  func zeroTail() throws(ReadingsError) -> UInt64 {
    if let zeroTailStart { return zeroTailStart }
    var end = size
    while end > 0 {
      let first = end - min(end, bufferSize)
      let chunk = try bytes(at: first, count: Int(end - first))
      if let last = chunk.lastIndex(where: { $0 != 0 }) {
        end = first + UInt64(last) + 1
        break
      }
      end = first
    }
    zeroTailStart = end
    return end
  }

  private func fill(
    at offset: UInt64, atLeast wanted: Int, alone isAlone: Bool = false
  ) throws(ReadingsError) {
    let enough = isAlone ? wanted : max(wanted, Int(min(size, bufferSize)))
    if buffer.count < enough { buffer = OwnedBytes(count: enough) }
    start = offset
    count = 0
    while count < wanted {
      // No more than that, even in a buffer that a long frame has made longer.
      let rest = UnsafeMutableRawBufferPointer(start: buffer.base + count, count: enough - count)
      let read = try read(into: rest, at: offset + UInt64(count))
      // A shorter file than before: a recorder has just closed it.
      guard read > 0 else { return }
      count += read
    }
  }

  /// Reads bytes at `offset`; fewer than there is room for, maybe, and none at the end only.
  private func read(
    into buffer: UnsafeMutableRawBufferPointer, at offset: UInt64
  ) throws(ReadingsError) -> Int {
    if let file { return try file.read(into: buffer, at: offset) }
    guard offset < UInt64(memory.count) else { return 0 }
    let rest = memory[Int(offset)...].prefix(buffer.count)
    rest.withUnsafeBytes { buffer.copyMemory(from: $0) }
    return rest.count
  }
}

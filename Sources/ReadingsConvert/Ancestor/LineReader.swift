import Glibc
import ReadingsFormat

/// The lines of a file, read in chunks.
///
/// Not thread-safe.
final class LineReader {
  /// A line, whose text is good until the next one is asked for.
  struct Line {
    /// The bytes without the line feed; none when the line is longer than `longestLine`.
    var text: UnsafeRawBufferPointer
    /// The number of the line, counted from one.
    var number: UInt64
    /// Where the line starts in the file.
    var byteOffset: UInt64
    /// How many bytes the line takes, the line feed included.
    var byteCount: UInt64
    /// Whether the line ends in a line feed, and not just because the file does.
    var isComplete: Bool
    /// Whether the text was too long to be kept.
    var isTooLong: Bool
  }

  /// The bytes of the longest line that is kept, so that a file without line feeds does not have
  /// to fit into memory.
  static let longestLine = 8 << 20

  /// How much of a file is read at a time, unless lines are longer.
  private static let usualBuffer = 256 << 10
  /// What a file gets that says it is empty, as some of the kernel's do.
  private static let shortestBuffer = 64

  /// How many bytes of the file have been read so far.
  private(set) var byteCount: UInt64 = 0
  private let file: InputFile
  private var buffer: UnsafeMutableRawBufferPointer
  private var start = 0
  private var end = 0
  private var lineCount: UInt64 = 0
  private var isAtEnd = false

  /// Reads the lines of `file` from where it stands.
  init(_ file: InputFile) {
    self.file = file
    // One byte more than there is, so that the end shows without a larger buffer.
    let size = min(max(Int(clamping: file.size), Self.shortestBuffer), Self.usualBuffer - 1) + 1
    buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 16)
  }

  deinit { buffer.deallocate() }

  /// The next line, or `nil` at the end of the file.
  func next() throws(ReadingsError) -> Line? {
    var searched = 0
    while true {
      if let length = lengthOfLine(from: searched) {
        return take(length, isComplete: true)
      }
      searched = end - start
      if isAtEnd { return searched == 0 ? nil : take(searched, isComplete: false) }
      if searched > Self.longestLine { return try skip() }
      try fill()
    }
  }

  /// The number of bytes before the next line feed, looking from the given distance on.
  private func lengthOfLine(from searched: Int) -> Int? {
    guard let base = buffer.baseAddress, end > start + searched else { return nil }
    let line = base + start
    guard let found = memchr(line + searched, 0x0A, end - start - searched) else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(line)
  }

  private func take(_ length: Int, isComplete: Bool) -> Line {
    lineCount += 1
    let size = isComplete ? length + 1 : length
    defer { start += size }
    let isTooLong = length > Self.longestLine
    return Line(
      text: UnsafeRawBufferPointer(rebasing: buffer[start..<start + (isTooLong ? 0 : length)]),
      number: lineCount, byteOffset: byteCount - UInt64(end - start), byteCount: UInt64(size),
      isComplete: isComplete, isTooLong: isTooLong)
  }

  /// Passes over a line that is too long to be kept.
  private func skip() throws(ReadingsError) -> Line {
    lineCount += 1
    let offset = byteCount - UInt64(end - start)
    var skipped = 0
    var isComplete = false
    while !isComplete {
      if let length = lengthOfLine(from: 0) {
        start += length + 1
        skipped += length + 1
        isComplete = true
      } else {
        skipped += end - start
        start = end
        if isAtEnd { break }
        try fill()
      }
    }
    return Line(
      text: UnsafeRawBufferPointer(start: nil, count: 0), number: lineCount, byteOffset: offset,
      byteCount: UInt64(skipped), isComplete: isComplete, isTooLong: true)
  }

  /// Reads more bytes behind those that are not yet taken.
  private func fill() throws(ReadingsError) {
    let kept = end - start
    if kept == buffer.count {
      let larger = UnsafeMutableRawBufferPointer.allocate(
        byteCount: 2 * buffer.count, alignment: 16)
      larger.copyMemory(from: UnsafeRawBufferPointer(buffer))
      buffer.deallocate()
      buffer = larger
    } else if start > 0 {
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[start..<end]))
      start = 0
    }
    end = start + kept
    let count = try file.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[end...]))
    end += count
    byteCount += UInt64(count)
    isAtEnd = count == 0
  }
}

import CReadingsKernels

/// Where the exceptions of a packed run are: a bitmap, or, where they are few, low bits that are packed
/// and high bits in unary (Elias and Fano). Spec/format.md, section "Packed run".
///
/// Gaps between positions would be as short only with exceptions of their own: where positions come in
/// clusters, some gaps are long. (2026-11: 1.1 to 1.3 % more bytes a row with gaps as wide as the longest,
/// 0.3 % less with two levels of exceptions inside gaps.)
struct ExceptionPositions {
  /// How many exceptions there are, at least one.
  let count: Int
  /// How many integers there are in the run.
  let limit: Int

  /// Whether the positions are a bitmap of all integers.
  @inline(__always) var areBitmap: Bool { count * 4 > limit }

  /// How many low bits of each position are packed.
  @inline(__always) private var lowWidth: Int { 63 - (limit / count).leadingZeroBitCount }
  /// How many bits the high bits take.
  @inline(__always) private var highBitCount: Int { count + (limit - 1) >> lowWidth }

  /// About how many bits the positions of `count` exceptions among `limit` integers take.
  @inline(__always) static func bits(_ count: Int32, of limit: Int32) -> Int32 {
    guard count > 0 else { return 0 }
    guard count &* 4 <= limit else { return limit }
    let lowWidth = count.leadingZeroBitCount &- limit.leadingZeroBitCount
    return count &* Int32(truncatingIfNeeded: lowWidth &+ 1) &+ limit &>> Int32(lowWidth)
  }

  /// Appends few positions.
  ///
  /// - Parameters:
  ///   - positions: Readable for `BitPacking.lanes` words more.
  ///   - bitmap: Room for a bit an exception.
  func append(
    _ positions: UnsafePointer<UInt64>, bitmap: UnsafeMutablePointer<UInt8>,
    to sink: inout ByteSink
  ) {
    let size = BitPacking.byteCount(count, width: lowWidth)
    sink.append(upTo: size + BitPacking.packingSlack) { output in
      _ = BitPacking.pack(
        positions, count: count, residual: .none, width: lowWidth, into: output.baseAddress!,
        bitmap: bitmap)
      return size
    }
    let highSize = (highBitCount + 7) / 8
    sink.append(upTo: highSize) { output in
      output.initializeMemory(as: UInt8.self, repeating: 0)
      creadings_mark_positions(
        positions, count, UInt32(truncatingIfNeeded: lowWidth),
        output.baseAddress!.assumingMemoryBound(to: UInt8.self))
      return highSize
    }
  }

  /// Reads few positions, ascending and below the limit.
  func read(
    from cursor: inout ByteCursor, into positions: UnsafeMutablePointer<UInt64>
  ) throws(Malformed) {
    let low = try cursor.readBytes(BitPacking.byteCount(count, width: lowWidth))
    // At least two bits each, so there are bytes.
    BitPacking.unpack(low.baseAddress!, count: count, width: lowWidth, into: positions)
    let high = try cursor.readBytes((highBitCount + 7) / 8)
    guard
      creadings_join_positions(
        high.bindMemory(to: UInt8.self).baseAddress!, highBitCount,
        UInt32(truncatingIfNeeded: lowWidth), positions, count, limit),
      Self.hasNoBits(behind: highBitCount, in: high)
    else { throw Malformed("the positions of exceptions break a rule") }
  }

  /// Reads a bitmap of as many bits as there are exceptions, none of them behind the last integer.
  func readBitmap(from cursor: inout ByteCursor) throws(Malformed) -> UnsafePointer<UInt8> {
    let bitmap = try cursor.readBytes((limit + 7) / 8)
    let start = bitmap.bindMemory(to: UInt8.self).baseAddress!
    guard creadings_count_bits(start, bitmap.count) == count,
      Self.hasNoBits(behind: limit, in: bitmap)
    else {
      throw Malformed("a bitmap of exceptions has the wrong number of bits")
    }
    return start
  }

  private static func hasNoBits(behind end: Int, in bitmap: UnsafeRawBufferPointer) -> Bool {
    let used: UInt8 = 0xFF >> UInt8(8 * bitmap.count - end)
    return bitmap[bitmap.count - 1] & ~used == 0
  }
}

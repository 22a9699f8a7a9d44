import CReadingsKernels

extension PackedRun {
  /// Appends what becomes of `deltas` to `sink`.
  ///
  /// - Parameters:
  ///   - deltas: Must be readable for `BitPacking.lanes` words more.
  ///   - width: The width of the first tier, where it has been chosen already.
  ///   - scratch: `scratchWords(count)` words.
  static func encode(
    _ deltas: UnsafePointer<UInt64>, count: Int, residual: creadings_residual = .none,
    width chosen: Int? = nil, scratch: UnsafeMutablePointer<UInt64>, into sink: inout ByteSink,
    level: Int = 0, tier: Int = 1
  ) {
    guard count > 0 else { return }
    let bitmap = UnsafeMutableRawPointer(scratch).assumingMemoryBound(to: UInt8.self)
    let isLast = tier == maximumTiers(level: level) || count < fewestForTiers
    let width =
      chosen
      ?? (isLast ? longest(deltas, count: count) : cheapestWidth(deltas, count: count).width)
    let head = sink.count
    sink.append(UInt8(width))
    let size = BitPacking.byteCount(count, width: width)
    var exceptions = 0
    sink.append(upTo: size + BitPacking.packingSlack) { output in
      exceptions = BitPacking.pack(
        deltas, count: count, residual: residual, width: width, into: output.baseAddress!,
        bitmap: bitmap)
      return size
    }
    guard exceptions > 0 else { return }
    sink.combine(at: head, with: exceptionsFlag)
    sink.append(varint: UInt64(exceptions))
    let highBits = scratch + (count + 63) / 64
    let gaps = highBits + exceptions + BitPacking.lanes
    let rest = gaps + exceptions + BitPacking.lanes
    creadings_find_exceptions(deltas, bitmap, count, residual, UInt32(width), gaps, highBits)
    if usesBitmap(exceptions: exceptions, of: count) {
      sink.append(bytes: UnsafeRawBufferPointer(start: bitmap, count: (count + 7) / 8))
    } else {
      appendPositions(gaps, exceptions, of: count, scratch: rest, into: &sink)
    }
    encode(
      highBits, count: exceptions, scratch: gaps, into: &sink, level: level, tier: tier + 1)
  }

  /// Appends the positions that some gaps add up to: their low bits packed, their high bits in unary.
  private static func appendPositions(
    _ gaps: UnsafeMutablePointer<UInt64>, _ exceptions: Int, of count: Int,
    scratch: UnsafeMutablePointer<UInt64>, into sink: inout ByteSink
  ) {
    let lowWidth = positionWidth(exceptions: exceptions, of: count)
    let bitCount = exceptions + (count - 1) >> lowWidth
    let highBits = UnsafeMutableRawPointer(scratch).assumingMemoryBound(to: UInt8.self)
    let byteCount = (bitCount + 7) / 8
    highBits.update(repeating: 0, count: byteCount)
    var next = 0
    for index in 0..<exceptions {
      let position = next &+ Int(truncatingIfNeeded: gaps[index])
      next = position &+ 1
      gaps[index] = UInt64(truncatingIfNeeded: position)
      let bit = (position &>> lowWidth) &+ index
      highBits[bit &>> 3] |= 1 &<< UInt8(truncatingIfNeeded: bit & 7)
    }
    let size = BitPacking.byteCount(exceptions, width: lowWidth)
    let bitmap = highBits + byteCount
    sink.append(upTo: size + BitPacking.packingSlack) { output in
      _ = BitPacking.pack(
        gaps, count: exceptions, residual: .none, width: lowWidth, into: output.baseAddress!,
        bitmap: bitmap)
      return size
    }
    sink.append(bytes: UnsafeRawBufferPointer(start: highBits, count: byteCount))
  }

  /// From how many values on a further tier may be worth its bytes.
  private static let fewestForTiers = 8

  /// The length in bits of the longest value.
  private static func longest(_ values: UnsafePointer<UInt64>, count: Int) -> Int {
    var union: UInt64 = 0
    for index in 0..<count { union |= values[index] }
    return 64 - union.leadingZeroBitCount
  }
}

extension creadings_residual {
  /// What is packed as it is.
  static var none: creadings_residual { creadings_residual(base: 0, shift: 0, is_zigzag: false) }
}

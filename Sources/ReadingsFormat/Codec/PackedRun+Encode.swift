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
    tier: Int = 1
  ) {
    guard count > 0 else { return }
    let bitmap = UnsafeMutableRawPointer(scratch).assumingMemoryBound(to: UInt8.self)
    let isLast = tier == maximumTiers || count < fewestForTiers
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
    let positions = highBits + exceptions + BitPacking.lanes
    let rest = positions + exceptions + BitPacking.lanes
    creadings_find_exceptions(deltas, bitmap, count, residual, UInt32(width), positions, highBits)
    let places = ExceptionPositions(count: exceptions, limit: count)
    if places.areBitmap {
      sink.append(bytes: UnsafeRawBufferPointer(start: bitmap, count: (count + 7) / 8))
    } else {
      places.append(
        positions, bitmap: UnsafeMutableRawPointer(rest).assumingMemoryBound(to: UInt8.self),
        to: &sink)
    }
    encode(highBits, count: exceptions, scratch: positions, into: &sink, tier: tier + 1)
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

import CReadingsKernels

/// Runs of integers of 0…64 bits each, least significant bit first, with no gaps between them.
/// Spec/format.md, section "Bit packing".
enum BitPacking {
  /// How many bytes past a packed run must be readable memory: unpacking works in whole words.
  static let slack = 16
  /// How many bytes past a packed run must be writable memory: packing works in eight integers at once.
  static let packingSlack = 64
  /// How many words past the integers must be readable, for the same reason.
  static let lanes = 8

  /// The bytes that `count` integers of `width` bits take.
  @inline(__always) static func byteCount(_ count: Int, width: Int) -> Int {
    (count * width + 7) >> 3
  }

  /// Packs the low `width` bits of what becomes of each delta; puts down which of them are longer, a
  /// bit each. Returns how many are.
  ///
  /// `deltas` must be readable for `lanes` words more, `output` must have room for the run and
  /// `packingSlack` bytes more.
  static func pack(
    _ deltas: UnsafePointer<UInt64>, count: Int, residual: creadings_residual, width: Int,
    into output: UnsafeMutableRawPointer, bitmap: UnsafeMutablePointer<UInt8>
  ) -> Int {
    assert((0...64).contains(width))
    return creadings_pack(deltas, count, residual, UInt32(width), output, bitmap)
  }

  /// Unpacks `count` integers of `width` bits.
  ///
  /// `input` must be readable for the packed run and `slack` bytes more.
  static func unpack(
    _ input: UnsafeRawPointer, count: Int, width: Int, into values: UnsafeMutablePointer<UInt64>
  ) {
    assert((0...64).contains(width))
    creadings_unpack(input, count, UInt32(width), values)
  }
}

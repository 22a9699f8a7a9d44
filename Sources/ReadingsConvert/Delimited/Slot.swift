/// The room that a cell's text has, as a thing to copy.
enum Slot {
  /// Copies a cell's text, and whatever lies behind it, in steps that need no branch a byte.
  @inline(__always)
  static func copy(
    _ source: UnsafeRawPointer, to target: UnsafeMutableRawPointer, length: Int
  ) {
    typealias Half = SIMD32<UInt8>
    let first = source.loadUnaligned(as: Half.self)
    target.storeBytes(of: first, as: Half.self)
    if length > 32 {
      let second = (source + 32).loadUnaligned(as: Half.self)
      (target + 32).storeBytes(of: second, as: Half.self)
    }
  }
}

/// The 32-bit xxHash that LZ4 frames use as their checksum.
///
/// Written out here because liblz4 keeps its own hidden.
enum XXH32 {
  private static let prime1: UInt32 = 0x9E37_79B1
  private static let prime2: UInt32 = 0x85EB_CA77
  private static let prime3: UInt32 = 0xC2B2_AE3D
  private static let prime4: UInt32 = 0x27D4_EB2F
  private static let prime5: UInt32 = 0x1656_67B1

  /// The hash of `bytes`.
  static func hash(_ bytes: UnsafeRawBufferPointer, seed: UInt32 = 0) -> UInt32 {
    guard let start = bytes.baseAddress else { return finish(seed &+ prime5) }
    var position = 0
    var hash: UInt32
    if bytes.count >= 16 {
      var lanes = SIMD4<UInt32>(
        seed &+ prime1 &+ prime2, seed &+ prime2, seed, seed &- prime1)
      while position <= bytes.count - 16 {
        lanes &+= start.loadUnaligned(fromByteOffset: position, as: SIMD4<UInt32>.self) &* prime2
        lanes = ((lanes &<< 13) | (lanes &>> 19)) &* prime1
        position += 16
      }
      hash =
        rotate(lanes[0], 1) &+ rotate(lanes[1], 7) &+ rotate(lanes[2], 12) &+ rotate(lanes[3], 18)
    } else {
      hash = seed &+ prime5
    }
    hash &+= UInt32(truncatingIfNeeded: bytes.count)
    while position <= bytes.count - 4 {
      hash &+= word(start, position) &* prime3
      hash = rotate(hash, 17) &* prime4
      position += 4
    }
    while position < bytes.count {
      hash &+= UInt32(start.load(fromByteOffset: position, as: UInt8.self)) &* prime5
      hash = rotate(hash, 11) &* prime1
      position += 1
    }
    return finish(hash)
  }

  @inline(__always) private static func word(_ base: UnsafeRawPointer, _ at: Int) -> UInt32 {
    UInt32(littleEndian: base.loadUnaligned(fromByteOffset: at, as: UInt32.self))
  }

  @inline(__always) private static func rotate(_ value: UInt32, _ by: UInt32) -> UInt32 {
    (value &<< by) | (value &>> (32 &- by))
  }

  @inline(__always) private static func finish(_ value: UInt32) -> UInt32 {
    var hash = value
    hash ^= hash >> 15
    hash &*= prime2
    hash ^= hash >> 13
    hash &*= prime3
    return hash ^ (hash >> 16)
  }
}

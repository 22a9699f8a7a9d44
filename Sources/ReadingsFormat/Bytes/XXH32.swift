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
      // Four scalars: before SSE 4.1 the processor has no vector product of 32 bits, and this runs
      // on whatever the host's program was built for.
      var lane1 = seed &+ prime1 &+ prime2
      var lane2 = seed &+ prime2
      var lane3 = seed
      var lane4 = seed &- prime1
      while position <= bytes.count - 16 {
        lane1 = round(lane1, word(start, position))
        lane2 = round(lane2, word(start, position + 4))
        lane3 = round(lane3, word(start, position + 8))
        lane4 = round(lane4, word(start, position + 12))
        position += 16
      }
      hash = rotate(lane1, 1) &+ rotate(lane2, 7) &+ rotate(lane3, 12) &+ rotate(lane4, 18)
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

  @inline(__always) private static func round(_ lane: UInt32, _ word: UInt32) -> UInt32 {
    rotate(lane &+ word &* prime2, 13) &* prime1
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

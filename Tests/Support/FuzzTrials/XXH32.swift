/// XXH32, written from its description and one step at a time, so that it shares no code with the
/// library: a slip in the fast one shows as a seed that is no longer read.
func xxh32(_ bytes: UnsafeRawBufferPointer, seed: UInt32 = 0) -> UInt32 {
  let primes: (UInt32, UInt32, UInt32, UInt32, UInt32) = (
    2_654_435_761, 2_246_822_519, 3_266_489_917, 668_265_263, 374_761_393
  )
  func rotated(_ value: UInt32, _ count: UInt32) -> UInt32 {
    value << count | value >> (32 - count)
  }
  func word(_ offset: Int) -> UInt32 {
    UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }
  var offset = 0
  var hash = seed &+ primes.4
  if bytes.count >= 16 {
    var lanes = SIMD4(seed &+ primes.0 &+ primes.1, seed &+ primes.1, seed, seed &- primes.0)
    while offset + 16 <= bytes.count {
      for lane in 0..<4 {
        lanes[lane] = rotated(lanes[lane] &+ word(offset) &* primes.1, 13) &* primes.0
        offset += 4
      }
    }
    hash =
      rotated(lanes[0], 1) &+ rotated(lanes[1], 7) &+ rotated(lanes[2], 12)
      &+ rotated(lanes[3], 18)
  }
  hash &+= UInt32(truncatingIfNeeded: bytes.count)
  while offset + 4 <= bytes.count {
    hash = rotated(hash &+ word(offset) &* primes.2, 17) &* primes.3
    offset += 4
  }
  for byte in bytes[offset...] { hash = rotated(hash &+ UInt32(byte) &* primes.4, 11) &* primes.0 }
  hash = (hash ^ hash >> 15) &* primes.1
  hash = (hash ^ hash >> 13) &* primes.2
  return hash ^ hash >> 16
}

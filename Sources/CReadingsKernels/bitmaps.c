// The positions of exceptions, as bitmaps: position i is bit i mod 8 of byte i / 8.

#include "vectors.h"

// Up to 64 bits of a bitmap of `count`, from `start` on.
INLINE uint64_t load_bits(const uint8_t *bitmap, size_t start, size_t count) {
  uint64_t bits = 0;
  size_t left = count - start;
  memcpy(&bits, bitmap + start / 8, left < 64 ? (left + 7) / 8 : 8);
  return bits;
}

INLINE void find_gaps_body(const uint8_t *bitmap, size_t count, uint64_t *gaps) {
  size_t next = 0;
  for (size_t start = 0; start < count; start += 64) {
    for (uint64_t bits = load_bits(bitmap, start, count); bits != 0; bits &= bits - 1) {
      size_t position = start + (size_t)__builtin_ctzll(bits);
      *gaps++ = position - next;
      next = position + 1;
    }
  }
}

KERNEL(void, find_gaps, (const uint8_t *bitmap, size_t count, uint64_t *gaps),
       (bitmap, count, gaps))

INLINE void patch_body(const uint8_t *bitmap, size_t count, uint32_t width,
                       const uint64_t *high_bits, uint64_t *values) {
  for (size_t start = 0; start < count; start += 64) {
    for (uint64_t bits = load_bits(bitmap, start, count); bits != 0; bits &= bits - 1)
      values[start + (size_t)__builtin_ctzll(bits)] |= *high_bits++ << width;
  }
}

KERNEL(void, patch,
       (const uint8_t *bitmap, size_t count, uint32_t width, const uint64_t *high_bits,
        uint64_t *values),
       (bitmap, count, width, high_bits, values))

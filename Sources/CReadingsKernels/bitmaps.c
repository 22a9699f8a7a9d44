// The positions of exceptions, as bitmaps: position i is bit i mod 8 of byte i / 8.

#include "vectors.h"

// Up to 64 bits of a bitmap of `count`, from `start` on.
INLINE uint64_t load_bits(const uint8_t *bitmap, size_t start, size_t count) {
  uint64_t bits = 0;
  size_t left = count - start;
  memcpy(&bits, bitmap + start / 8, left < 64 ? (left + 7) / 8 : 8);
  return bits;
}

INLINE void find_exceptions_body(const uint64_t *deltas, const uint8_t *bitmap, size_t count,
                                 creadings_residual residual, uint32_t width, uint64_t *gaps,
                                 uint64_t *high_bits) {
  size_t next = 0;
  uint32_t shift = residual.shift + width;
  for (size_t start = 0; start < count; start += 64) {
    for (uint64_t bits = load_bits(bitmap, start, count); bits != 0; bits &= bits - 1) {
      size_t position = start + (size_t)__builtin_ctzll(bits);
      *gaps++ = position - next;
      next = position + 1;
      uint64_t value = deltas[position] - residual.base;
      uint64_t code = (value << 1) ^ (uint64_t)((int64_t)value >> 63);
      *high_bits++ = (residual.is_zigzag ? code : value) >> shift;
    }
  }
}

KERNEL(void, find_exceptions,
       (const uint64_t *deltas, const uint8_t *bitmap, size_t count, creadings_residual residual,
        uint32_t width, uint64_t *gaps, uint64_t *high_bits),
       (deltas, bitmap, count, residual, width, gaps, high_bits))

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

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
                                 creadings_residual residual, uint32_t width,
                                 uint64_t *positions, uint64_t *high_bits) {
  uint32_t shift = residual.shift + width;
  for (size_t start = 0; start < count; start += 64) {
    for (uint64_t bits = load_bits(bitmap, start, count); bits != 0; bits &= bits - 1) {
      size_t position = start + (size_t)__builtin_ctzll(bits);
      *positions++ = position;
      uint64_t value = deltas[position] - residual.base;
      uint64_t code = (value << 1) ^ (uint64_t)((int64_t)value >> 63);
      *high_bits++ = (residual.is_zigzag ? code : value) >> shift;
    }
  }
}

KERNEL(void, find_exceptions,
       (const uint64_t *deltas, const uint8_t *bitmap, size_t count, creadings_residual residual,
        uint32_t width, uint64_t *positions, uint64_t *high_bits),
       (deltas, bitmap, count, residual, width, positions, high_bits))

void creadings_mark_positions(const uint64_t *positions, size_t count, uint32_t low_width,
                              uint8_t *bitmap) {
  for (size_t index = 0; index < count; index++) {
    size_t bit = (size_t)(positions[index] >> low_width) + index;
    bitmap[bit / 8] |= (uint8_t)(1 << bit % 8);
  }
}

INLINE bool join_positions_body(const uint8_t *bitmap, size_t bit_count, uint32_t low_width,
                                uint64_t *positions, size_t count, size_t limit) {
  size_t index = 0;
  uint64_t next = 0;
  // In place of branches for each position: a bit is set once one of them breaks a rule.
  bool is_broken = false;
  for (size_t start = 0; start < bit_count; start += 64) {
    for (uint64_t bits = load_bits(bitmap, start, bit_count); bits != 0; bits &= bits - 1) {
      if (index == count) return false;
      uint64_t high = start + (size_t)__builtin_ctzll(bits) - index;
      uint64_t position = high << low_width | positions[index];
      is_broken |= position < next || position >= limit;
      positions[index++] = position;
      next = position + 1;
    }
  }
  return index == count && !is_broken;
}

KERNEL(bool, join_positions,
       (const uint8_t *bitmap, size_t bit_count, uint32_t low_width, uint64_t *positions,
        size_t count, size_t limit),
       (bitmap, bit_count, low_width, positions, count, limit))

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

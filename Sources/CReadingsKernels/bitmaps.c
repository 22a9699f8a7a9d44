// The positions of exceptions, as bitmaps: position i is bit i mod 8 of byte i / 8.

#include "vectors.h"

// Up to 64 bits of a bitmap of `count`, from `start` on.
INLINE uint64_t load_bits(const uint8_t *bitmap, size_t start, size_t count) {
  uint64_t bits = 0;
  size_t left = count - start;
  memcpy(&bits, bitmap + start / 8, left < 64 ? (left + 7) / 8 : 8);
  return bits;
}

INLINE size_t count_bits_body(const void *bitmap, size_t size) {
  const char *from = bitmap;
  size_t found = 0;
  for (; size >= 8; size -= 8, from += 8) found += (size_t)__builtin_popcountll(load_word(from));
  for (; size > 0; size--) found += (size_t)__builtin_popcount((uint8_t)*from++);
  return found;
}

KERNEL(size_t, count_bits, (const void *bitmap, size_t size), (bitmap, size))

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

#ifdef WIDEST
// Eight deltas at a time: those whose bits are set move together. Into a register, as some processors
// are slow to store a part of one.
WIDEST static void find_exceptions_widest(const uint64_t *deltas, const uint8_t *bitmap,
                                          size_t count, creadings_residual residual,
                                          uint32_t width, uint64_t *positions,
                                          uint64_t *high_bits) {
  uint32_t shift = residual.shift + width;
  words position = {0, 1, 2, 3, 4, 5, 6, 7};
  for (size_t start = 0; start < count; start += LANES) {
    __mmask8 longer = bitmap[start / LANES];
    words values;
    memcpy(&values, deltas + start, sizeof values);
    values -= residual.base;
    if (residual.is_zigzag) values = (values << 1) ^ (words)((signed_words)values >> 63);
    values >>= shift;
    _mm512_storeu_si512(positions, _mm512_maskz_compress_epi64(longer, (__m512i)position));
    _mm512_storeu_si512(high_bits, _mm512_maskz_compress_epi64(longer, (__m512i)values));
    int found = __builtin_popcount(longer);
    positions += found;
    high_bits += found;
    position += LANES;
  }
}
#endif

CHOICE(void, find_exceptions,
       (const uint64_t *deltas, const uint8_t *bitmap, size_t count, creadings_residual residual,
        uint32_t width, uint64_t *positions, uint64_t *high_bits),
       (deltas, bitmap, count, residual, width, positions, high_bits))

INLINE void mark_positions_body(const uint64_t *positions, size_t count, uint32_t low_width,
                                uint8_t *bitmap) {
  for (size_t index = 0; index < count; index++) {
    size_t bit = (size_t)(positions[index] >> low_width) + index;
    bitmap[bit / 8] |= (uint8_t)(1 << bit % 8);
  }
}

KERNEL(void, mark_positions,
       (const uint64_t *positions, size_t count, uint32_t low_width, uint8_t *bitmap),
       (positions, count, low_width, bitmap))

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

#ifdef WIDEST
WIDEST static void patch_widest(const uint8_t *bitmap, size_t count, uint32_t width,
                                const uint64_t *high_bits, uint64_t *values) {
  for (size_t start = 0; start < count; start += LANES) {
    __mmask8 longer = bitmap[start / LANES];
    words parts = (words)_mm512_maskz_expandloadu_epi64(longer, high_bits) << width;
    __m512i old = _mm512_maskz_loadu_epi64(longer, values + start);
    _mm512_mask_storeu_epi64(values + start, longer, old | (__m512i)parts);
    high_bits += __builtin_popcount(longer);
  }
}
#endif

CHOICE(void, patch,
       (const uint8_t *bitmap, size_t count, uint32_t width, const uint64_t *high_bits,
        uint64_t *values),
       (bitmap, count, width, high_bits, values))

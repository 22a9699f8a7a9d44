// Bit packing, least significant bit first: eight integers of `width` bits take `width` bytes, so every
// eighth begins on a byte's boundary.

#include "vectors.h"

typedef unsigned __int128 wide;

INLINE words residuals(words deltas, creadings_residual residual, bool is_zigzag) {
  words result = deltas - residual.base;
  if (is_zigzag) result = (result << 1) ^ (words)((signed_words)result >> 63);
  return result >> residual.shift;
}

// How wide integers are, as far as it matters for how eight of them are put together.
enum width_class { NONE, SHORT, MIDDLE, LONG };

// Writes eight integers of at most `width` bits, and up to 16 bytes from where they start or end.
INLINE void pack_lanes(words values, uint32_t width, enum width_class class, char *output) {
  if (class != LONG) {
    half even = __builtin_shufflevector(values, values, 0, 2, 4, 6);
    half odd = __builtin_shufflevector(values, values, 1, 3, 5, 7);
    half pairs = even | odd << width;
    if (class == SHORT) {
      uint64_t low = pairs[0] | pairs[1] << 2 * width;
      uint64_t high = pairs[2] | pairs[3] << 2 * width;
      wide all = low | (wide)high << 4 * width;
      memcpy(output, &all, sizeof all);
    } else {
      wide low = pairs[0] | (wide)pairs[1] << 2 * width;
      wide high = pairs[2] | (wide)pairs[3] << 2 * width;
      memcpy(output, &low, sizeof low);
      // With an odd width the second four begin in the middle of a byte.
      if (width & 1) high = high << 4 | low >> (4 * width - 4);
      memcpy(output + width / 2, &high, sizeof high);
    }
    return;
  }
  wide pending = 0;
  uint32_t filled = 0;
  for (int lane = 0; lane < LANES; lane++) {
    pending |= (wide)values[lane] << filled;
    filled += width;
    if (filled >= 64) {
      uint64_t low = (uint64_t)pending;
      memcpy(output, &low, sizeof low);
      output += 8;
      pending >>= 64;
      filled -= 64;
    }
  }
  uint64_t low = (uint64_t)pending;
  memcpy(output, &low, sizeof low);
}

// A bit for each lane that is not 0.
INLINE uint8_t occupied(words values) {
  const words bits = {1, 2, 4, 8, 16, 32, 64, 128};
  return (uint8_t)__builtin_reduce_or((words)(values != 0) & bits);
}

// One tile of eight deltas; returns how many exceptions there are now.
INLINE size_t pack_tile(words deltas, size_t index, creadings_residual residual, bool is_zigzag,
                        uint32_t width, enum width_class class, uint64_t mask, size_t used,
                        char *output, uint8_t *bitmap, uint64_t *high_bits, size_t exceptions) {
  words values = residuals(deltas, residual, is_zigzag);
  // What is read behind the last delta does not count.
  for (size_t lane = used; lane < LANES; lane++) values[lane] = 0;
  words rest = values & ~mask;
  uint8_t longer = 0;
  if (__builtin_reduce_or(rest) != 0) {
    uint64_t high[LANES];
    store_words(high, rest >> (width & 63));
    longer = occupied(rest);
    // Not by branches, which no processor could foresee: every lane is put down, and kept only if the
    // next one does not overwrite it.
    for (size_t lane = 0; lane < LANES; lane++) {
      high_bits[exceptions] = high[lane];
      exceptions += longer >> lane & 1;
    }
  }
  bitmap[index / LANES] = longer;
  if (class != NONE) pack_lanes(values & mask, width, class, output);
  return exceptions;
}

// With a kind of residual and a class of width that the compiler knows.
INLINE size_t pack_run(const uint64_t *deltas, size_t count, creadings_residual residual,
                       bool is_zigzag, uint32_t width, enum width_class class, char *output,
                       uint8_t *bitmap, uint64_t *high_bits) {
  uint64_t mask = class == NONE ? 0 : UINT64_MAX >> (64 - width);
  size_t exceptions = 0;
  size_t index = 0;
  for (; index + LANES <= count; index += LANES) {
    exceptions =
        pack_tile(load_words(deltas + index), index, residual, is_zigzag, width, class, mask, LANES,
                  output, bitmap, high_bits, exceptions);
    output += width;
  }
  if (index < count)
    exceptions =
        pack_tile(load_words(deltas + index), index, residual, is_zigzag, width, class, mask,
                  count - index, output, bitmap, high_bits, exceptions);
  return exceptions;
}

INLINE size_t pack_class(const uint64_t *deltas, size_t count, creadings_residual residual,
                         bool is_zigzag, uint32_t width, char *output, uint8_t *bitmap,
                         uint64_t *high_bits) {
#define PACK(CLASS) \
  pack_run(deltas, count, residual, is_zigzag, width, CLASS, output, bitmap, high_bits)
  if (width == 0) return PACK(NONE);
  if (width <= 16) return PACK(SHORT);
  if (width <= 32) return PACK(MIDDLE);
  return PACK(LONG);
#undef PACK
}

INLINE size_t pack_body(const uint64_t *deltas, size_t count, creadings_residual residual,
                        uint32_t width, void *output, uint8_t *bitmap, uint64_t *high_bits) {
  if (residual.is_zigzag)
    return pack_class(deltas, count, residual, true, width, output, bitmap, high_bits);
  return pack_class(deltas, count, residual, false, width, output, bitmap, high_bits);
}

KERNEL(size_t, pack,
       (const uint64_t *deltas, size_t count, creadings_residual residual, uint32_t width,
        void *output, uint8_t *bitmap, uint64_t *high_bits),
       (deltas, count, residual, width, output, bitmap, high_bits))

// One integer that may lie across nine bytes.
INLINE uint64_t unpack_one(const char *input, size_t bit, uint32_t width) {
  const char *from = input + bit / 8;
  uint32_t shift = bit & 7;
  uint64_t value = load_word(from) >> shift;
  if (shift + width > 64) value |= (uint64_t)(uint8_t)from[8] << (64 - shift);
  return value;
}

INLINE void unpack_body(const void *input, size_t count, uint32_t width, uint64_t *values) {
  if (width == 0) {
    memset(values, 0, 8 * count);
    return;
  }
  uint64_t mask = UINT64_MAX >> (64 - width);
  const char *from = input;
  size_t index = 0;
  if (width <= 57) {
    size_t offsets[LANES];
    words shifts;
    for (int lane = 0; lane < LANES; lane++) {
      offsets[lane] = lane * width / 8;
      shifts[lane] = lane * width & 7;
    }
    for (; index + LANES <= count; index += LANES) {
      words loaded = {
          load_word(from + offsets[0]), load_word(from + offsets[1]), load_word(from + offsets[2]),
          load_word(from + offsets[3]), load_word(from + offsets[4]), load_word(from + offsets[5]),
          load_word(from + offsets[6]), load_word(from + offsets[7]),
      };
      store_words(values + index, (loaded >> shifts) & mask);
      from += width;
    }
  }
  for (; index < count; index++)
    values[index] = unpack_one(input, index * width, width) & mask;
}

KERNEL(void, unpack, (const void *input, size_t count, uint32_t width, uint64_t *values),
       (input, count, width, values))

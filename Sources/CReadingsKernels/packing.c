// Bit packing, least significant bit first: eight integers of `width` bits take `width` bytes, so every
// eighth begins on a byte's boundary.

#include "vectors.h"

typedef unsigned __int128 wide;

INLINE uint64_t count_lengths_body(const uint64_t *values, size_t count, size_t stride,
                                   int32_t *lengths) {
  // In turn into four places: most values are of one length, and each addition would wait for the last.
  int32_t turns[4][65] = {{0}};
  uint64_t all = 0;
  for (size_t index = 0; index < count; index++) {
    uint64_t value = values[index * stride];
    all |= value;
    turns[index & 3][value ? 64 - __builtin_clzll(value) : 0]++;
  }
  for (int length = 0; length <= 64; length++)
    lengths[length] = turns[0][length] + turns[1][length] + turns[2][length] + turns[3][length];
  return all;
}

KERNEL(uint64_t, count_lengths,
       (const uint64_t *values, size_t count, size_t stride, int32_t *lengths),
       (values, count, stride, lengths))

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

// With a kind of residual and a class of width that the compiler knows. Without a branch for
// exceptions, which no processor could foresee.
INLINE size_t pack_run(const uint64_t *deltas, size_t count, creadings_residual residual,
                       bool is_zigzag, uint32_t width, enum width_class class, char *output,
                       uint8_t *bitmap) {
  uint64_t mask = class == NONE ? 0 : UINT64_MAX >> (64 - width);
  size_t exceptions = 0;
  for (size_t index = 0; index < count; index += LANES) {
    words values = residuals(load_words(deltas + index), residual, is_zigzag);
    uint32_t longer = occupied(values & ~mask);
    if (index + LANES > count) {
      // What is read behind the last delta does not count.
      for (size_t lane = count - index; lane < LANES; lane++) values[lane] = 0;
      longer &= (1u << (count - index)) - 1;
    }
    bitmap[index / LANES] = (uint8_t)longer;
    exceptions += (size_t)__builtin_popcount(longer);
    if (class != NONE) pack_lanes(values & mask, width, class, output);
    output += width;
  }
  return exceptions;
}

INLINE size_t pack_class(const uint64_t *deltas, size_t count, creadings_residual residual,
                         bool is_zigzag, uint32_t width, char *output, uint8_t *bitmap) {
#define PACK(CLASS) pack_run(deltas, count, residual, is_zigzag, width, CLASS, output, bitmap)
  if (width == 0) return PACK(NONE);
  if (width <= 16) return PACK(SHORT);
  if (width <= 32) return PACK(MIDDLE);
  return PACK(LONG);
#undef PACK
}

INLINE size_t pack_body(const uint64_t *deltas, size_t count, creadings_residual residual,
                        uint32_t width, void *output, uint8_t *bitmap) {
  if (residual.is_zigzag)
    return pack_class(deltas, count, residual, true, width, output, bitmap);
  return pack_class(deltas, count, residual, false, width, output, bitmap);
}

KERNEL(size_t, pack,
       (const uint64_t *deltas, size_t count, creadings_residual residual, uint32_t width,
        void *output, uint8_t *bitmap),
       (deltas, count, residual, width, output, bitmap))

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

// Passes over the open rows, which lie one behind the other.

#include "vectors.h"

// One pass for the `LANES` columns at `row`.
INLINE void survey_lanes(const char *row, size_t stride, size_t count, uint64_t *variation,
                         int64_t *smallest) {
  words first = load_words(row);
  words last = first;
  words differing = first ^ first;
  signed_words least = (signed_words)differing + INT64_MAX;
  for (size_t index = 1; index < count; index++) {
    row += stride;
    words next = load_words(row);
    differing |= next ^ first;
    signed_words delta = (signed_words)(next - last);
    least = __builtin_elementwise_min(least, delta);
    last = next;
  }
  store_words(variation, differing);
  store_words(smallest, (words)least);
}

INLINE void survey_column(const char *row, size_t stride, size_t count, uint64_t *variation,
                          int64_t *smallest) {
  uint64_t first = load_word(row);
  uint64_t last = first;
  uint64_t differing = 0;
  int64_t least = INT64_MAX;
  for (size_t index = 1; index < count; index++) {
    row += stride;
    uint64_t next = load_word(row);
    differing |= next ^ first;
    int64_t delta = (int64_t)(next - last);
    least = delta < least ? delta : least;
    last = next;
  }
  *variation = differing;
  *smallest = least;
}

INLINE void survey_body(const void *rows, size_t stride, size_t count, size_t columns,
                        uint64_t *variation, int64_t *smallest) {
  const char *row = rows;
  size_t column = 0;
  for (; column + LANES <= columns; column += LANES)
    survey_lanes(row + 8 * column, stride, count, variation + column, smallest + column);
  // The last columns go with some that have been looked at already, if there are as many.
  if (column < columns && columns >= LANES) {
    column = columns - LANES;
    survey_lanes(row + 8 * column, stride, count, variation + column, smallest + column);
    column = columns;
  }
  for (; column < columns; column++)
    survey_column(row + 8 * column, stride, count, variation + column, smallest + column);
}

KERNEL(void, survey,
       (const void *rows, size_t stride, size_t count, size_t columns, uint64_t *variation,
        int64_t *smallest),
       (rows, stride, count, columns, variation, smallest))

// With a number of columns that the compiler knows, so that all of them stay in registers.
INLINE void gather_columns(const char *row, size_t stride, size_t count, const size_t *offsets,
                           size_t columns, uint64_t *deltas, size_t pitch) {
  size_t at[4];
  uint64_t last[4];
  for (size_t column = 0; column < columns; column++) {
    at[column] = offsets[column];
    last[column] = load_word(row + at[column]);
  }
  for (size_t index = 0; index + 1 < count; index++) {
    row += stride;
    for (size_t column = 0; column < columns; column++) {
      uint64_t next = load_word(row + at[column]);
      deltas[index + column * pitch] = next - last[column];
      last[column] = next;
    }
  }
}

INLINE void gather_body(const void *rows, size_t stride, size_t count, const size_t *offsets,
                        size_t columns, uint64_t *deltas, size_t pitch) {
  switch (columns) {
    case 1: return gather_columns(rows, stride, count, offsets, 1, deltas, pitch);
    case 2: return gather_columns(rows, stride, count, offsets, 2, deltas, pitch);
    case 3: return gather_columns(rows, stride, count, offsets, 3, deltas, pitch);
    default: return gather_columns(rows, stride, count, offsets, 4, deltas, pitch);
  }
}

KERNEL(void, gather,
       (const void *rows, size_t stride, size_t count, const size_t *offsets, size_t columns,
        uint64_t *deltas, size_t pitch),
       (rows, stride, count, offsets, columns, deltas, pitch))

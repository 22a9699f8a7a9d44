// What a column owes to another one: a share of the other's deltas.

#include "vectors.h"

INLINE words share(words deltas, creadings_link link) {
  return (words)((signed_words)(deltas * (uint64_t)link.multiplier) >> link.shift);
}

INLINE uint64_t share_of_one(uint64_t delta, creadings_link link) {
  return (uint64_t)((int64_t)(delta * (uint64_t)link.multiplier) >> link.shift);
}

INLINE creadings_survey_of_deltas subtract_body(const void *column, size_t stride, size_t count,
                                                creadings_link link, uint64_t *deltas) {
  const char *row = column;
  words all = {0, 0, 0, 0, 0, 0, 0, 0};
  signed_words least = (signed_words)all + INT64_MAX;
  uint64_t last = load_word(row);
  size_t index = 0;
  for (; index + LANES <= count; index += LANES) {
    words other;
    for (int lane = 0; lane < LANES; lane++) {
      row += stride;
      uint64_t next = load_word(row);
      other[lane] = next - last;
      last = next;
    }
    words rest = load_words(deltas + index) - share(other, link);
    store_words(deltas + index, rest);
    all |= rest;
    least = __builtin_elementwise_min(least, (signed_words)rest);
  }
  creadings_survey_of_deltas survey = {__builtin_reduce_min(least), __builtin_reduce_or(all)};
  for (; index < count; index++) {
    row += stride;
    uint64_t next = load_word(row);
    uint64_t rest = deltas[index] - share_of_one(next - last, link);
    last = next;
    deltas[index] = rest;
    survey.all |= rest;
    if ((int64_t)rest < survey.least) survey.least = (int64_t)rest;
  }
  return survey;
}

KERNEL(creadings_survey_of_deltas, subtract,
       (const void *column, size_t stride, size_t count, creadings_link link, uint64_t *deltas),
       (column, stride, count, link, deltas))

INLINE uint64_t delta_of_one(uint64_t value, creadings_residual residual) {
  if (residual.is_zigzag) value = (value >> 1) ^ -(value & 1);
  return (value << residual.shift) + residual.base;
}

INLINE void add_share_body(uint64_t *residuals, size_t count, creadings_residual residual,
                           creadings_link link, const uint64_t *values) {
  size_t index = 0;
  for (; index + LANES <= count; index += LANES) {
    words own = load_words(residuals + index);
    if (residual.is_zigzag) own = (own >> 1) ^ -(own & 1);
    own = (own << residual.shift) + residual.base;
    words other = load_words(values + index + 1) - load_words(values + index);
    store_words(residuals + index, own + share(other, link));
  }
  for (; index < count; index++)
    residuals[index] = delta_of_one(residuals[index], residual) +
                       share_of_one(values[index + 1] - values[index], link);
}

KERNEL(void, add_share,
       (uint64_t *residuals, size_t count, creadings_residual residual, creadings_link link,
        const uint64_t *values),
       (residuals, count, residual, link, values))

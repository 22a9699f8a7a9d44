// From residuals back to values.

#include "vectors.h"

INLINE half deltas(half residuals, creadings_residual residual) {
  half result = residuals;
  if (residual.is_zigzag) result = (result >> 1) ^ -(result & 1);
  return (result << residual.shift) + residual.base;
}

// The sums of each lane and those before it.
INLINE half prefix(half delta) {
  const half none = {0, 0, 0, 0};
  delta += __builtin_shufflevector(none, delta, 0, 4, 5, 6);
  return delta + __builtin_shufflevector(none, delta, 0, 1, 4, 5);
}

INLINE void add_up_body(uint64_t *residuals, size_t count, creadings_residual residual,
                        uint64_t first) {
  const half none = {0, 0, 0, 0};
  half value = none + first;
  size_t index = 0;
  for (; index + 4 <= count; index += 4) {
    half delta;
    memcpy(&delta, residuals + index, sizeof delta);
    delta = prefix(deltas(delta, residual));
    half sum = delta + value;
    memcpy(residuals + index, &sum, sizeof sum);
    // Not the last lane of `sum`: four values on, only this addition has to wait for it.
    value += __builtin_shufflevector(delta, delta, 3, 3, 3, 3);
  }
  uint64_t last = value[0];
  for (; index < count; index++) {
    last += deltas(none + residuals[index], residual)[0];
    residuals[index] = last;
  }
}

KERNEL(void, add_up,
       (uint64_t *residuals, size_t count, creadings_residual residual, uint64_t first),
       (residuals, count, residual, first))

INLINE signed_half ordered(half values, creadings_order order) {
  half negative = (half)((signed_half)values >> 63);
  return (signed_half)(values ^ order.always ^ (negative & order.if_negative));
}

INLINE creadings_extremes find_extremes_body(uint64_t first, const uint64_t *deltas, size_t count,
                                             creadings_order order) {
  half value = (half){0, 0, 0, 0} + first;
  signed_half least = ordered(value, order);
  signed_half greatest = least;
  size_t index = 0;
  for (; index + 4 <= count; index += 4) {
    half delta;
    memcpy(&delta, deltas + index, sizeof delta);
    delta = prefix(delta);
    signed_half next = ordered(delta + value, order);
    least = __builtin_elementwise_min(least, next);
    greatest = __builtin_elementwise_max(greatest, next);
    value += __builtin_shufflevector(delta, delta, 3, 3, 3, 3);
  }
  for (; index < count; index++) {
    value += deltas[index];
    signed_half next = ordered(value, order);
    least = __builtin_elementwise_min(least, next);
    greatest = __builtin_elementwise_max(greatest, next);
  }
  return (creadings_extremes){__builtin_reduce_min(least), __builtin_reduce_max(greatest)};
}

KERNEL(creadings_extremes, find_extremes,
       (uint64_t first, const uint64_t *deltas, size_t count, creadings_order order),
       (first, deltas, count, order))

INLINE void fill_body(uint64_t *values, size_t count, uint64_t value) {
  for (size_t index = 0; index < count; index++) values[index] = value;
}

KERNEL(void, fill, (uint64_t *values, size_t count, uint64_t value), (values, count, value))

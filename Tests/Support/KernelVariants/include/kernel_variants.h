// The codec's inner loops as they are compiled for older processors than the one that the tests run on.
#ifndef KERNEL_VARIANTS_H
#define KERNEL_VARIANTS_H

#include "creadings_kernels.h"

// Does something with the name of each.
#define EVERY_KERNEL(EACH) \
  EACH(survey)             \
  EACH(gather)             \
  EACH(subtract)           \
  EACH(add_share)          \
  EACH(count_lengths)      \
  EACH(count_bits)         \
  EACH(pack)               \
  EACH(find_exceptions)    \
  EACH(mark_positions)     \
  EACH(join_positions)     \
  EACH(unpack)             \
  EACH(patch)              \
  EACH(fill)               \
  EACH(add_up)             \
  EACH(find_extremes)

#define KERNEL_FIELD(NAME) __typeof__(creadings_##NAME) *NAME;
typedef struct {
  EVERY_KERNEL(KERNEL_FIELD)
} kernel_variant;

// For any processor, for those with AVX2, and what a program uses on this one, which is one of those two
// where there is no AVX-512.
extern const kernel_variant kernels_portable;
extern const kernel_variant kernels_wide;
extern const kernel_variant kernels_chosen;

#endif

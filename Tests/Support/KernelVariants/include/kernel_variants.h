// The codec's inner loops as they are compiled for older processors than the one that the tests run on.
#ifndef KERNEL_VARIANTS_H
#define KERNEL_VARIANTS_H

#include "creadings_kernels.h"

typedef struct {
  __typeof__(creadings_survey) *survey;
  __typeof__(creadings_gather) *gather;
  __typeof__(creadings_subtract) *subtract;
  __typeof__(creadings_add_share) *add_share;
  __typeof__(creadings_count_lengths) *count_lengths;
  __typeof__(creadings_count_bits) *count_bits;
  __typeof__(creadings_pack) *pack;
  __typeof__(creadings_find_exceptions) *find_exceptions;
  __typeof__(creadings_mark_positions) *mark_positions;
  __typeof__(creadings_join_positions) *join_positions;
  __typeof__(creadings_unpack) *unpack;
  __typeof__(creadings_patch) *patch;
  __typeof__(creadings_fill) *fill;
  __typeof__(creadings_add_up) *add_up;
  __typeof__(creadings_find_extremes) *find_extremes;
} kernel_variant;

#define EVERY_KERNEL                                                \
  {                                                                 \
    creadings_survey, creadings_gather, creadings_subtract, \
    creadings_add_share, creadings_count_lengths, creadings_count_bits, \
    creadings_pack, creadings_find_exceptions, creadings_mark_positions, \
    creadings_join_positions, creadings_unpack, creadings_patch, \
    creadings_fill, creadings_add_up, creadings_find_extremes \
  }

// For any processor, for those with AVX2, and what a program uses on this one.
extern const kernel_variant kernels_portable;
extern const kernel_variant kernels_wide;
extern const kernel_variant kernels_chosen;

#endif

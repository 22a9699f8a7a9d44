#define CREADINGS_TIERS 2
#define CREADINGS_NAME(NAME) wide_##NAME

#include "variant.inc"

const kernel_variant kernels_wide = {EVERY_KERNEL(KERNEL_VALUE)};

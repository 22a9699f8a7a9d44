#define CREADINGS_TIERS 2
#define VARIANT(NAME) wide_##NAME

#include "variant.inc"

const kernel_variant kernels_wide = EVERY_KERNEL;

#define CREADINGS_TIERS 1
#define CREADINGS_NAME(NAME) portable_##NAME

#include "variant.inc"

const kernel_variant kernels_portable = {EVERY_KERNEL(KERNEL_VALUE)};

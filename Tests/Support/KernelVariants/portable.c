#define CREADINGS_TIERS 1
#define VARIANT(NAME) portable_##NAME

#include "variant.inc"

const kernel_variant kernels_portable = EVERY_KERNEL;

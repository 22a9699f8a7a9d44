#include "kernel_variants.h"

#define KERNEL_VALUE(KERNEL) .KERNEL = creadings_##KERNEL,

const kernel_variant kernels_chosen = {EVERY_KERNEL(KERNEL_VALUE)};

#include "kernel_variants.h"

const kernel_variant kernels_chosen = EVERY_KERNEL;

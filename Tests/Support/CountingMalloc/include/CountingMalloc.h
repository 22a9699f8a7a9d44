#ifndef COUNTING_MALLOC_H
#define COUNTING_MALLOC_H

#include <stdint.h>

/* The allocations that the process has made so far, in all threads. */
uint64_t counting_malloc_calls(void);

#endif

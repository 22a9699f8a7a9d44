#ifndef CREADINGS_ALLOCATOR_TOTALS_H
#define CREADINGS_ALLOCATOR_TOTALS_H

#include <stdbool.h>
#include <stdint.h>

/* The counters of ReadingsAllocator, for those who use them if they are there and must not depend on
   them. In C because Swift has no weak references to functions. */

/* Looks for the counters, linked into the program or preloaded, and returns whether they are there.
   Takes the loader's lock and may allocate, so it is for the start, before the other two. */
bool creadings_allocator_find(void);

/* Whether the counters were found, and count. */
bool creadings_allocator_is_linked(void);

/* Whether the counters were found, and count nothing because the program has another malloc. */
bool creadings_allocator_passes_on(void);

/* Reads bytes allocated, bytes freed, allocations, frees, since the process began. Returns false, and
   zeros, if the counters were not found. Any thread may call it; it neither allocates nor waits. */
bool creadings_allocator_read(uint64_t totals[4]);

#endif

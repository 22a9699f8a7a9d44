#include "ReadingsAllocator.h"

#include "block_size.h"
#include "counters.h"
#include "other_malloc.h"

struct counters readings_allocator_counters[READINGS_THREAD_SLOTS];

/* The two are looked up by name when the library is preloaded. */

EXPORT bool readings_allocator_passes_on(void) {
#if READINGS_WRAPS_MALLOC
  return other_malloc() != NULL;
#else
  return false;
#endif
}

EXPORT bool readings_allocator_read(struct readings_allocator_totals *totals) {
  *totals = (struct readings_allocator_totals){0};
  /* What was freed comes first: a block that is allocated and freed meanwhile must not be in the one
     total and missing in the other. Its allocation can be in a slot that was new in between. */
  uint32_t limit = readings_thread_slot_limit();
  for (uint32_t slot = 0; slot < limit; slot++) {
    struct counters *counters = &readings_allocator_counters[slot];
    totals->freed_bytes += atomic_load_explicit(&counters->freed_bytes, memory_order_acquire);
    totals->frees += atomic_load_explicit(&counters->frees, memory_order_acquire);
  }
  limit = readings_thread_slot_limit();
  for (uint32_t slot = 0; slot < limit; slot++) {
    struct counters *counters = &readings_allocator_counters[slot];
    totals->allocated_bytes +=
        atomic_load_explicit(&counters->allocated_bytes, memory_order_relaxed);
    totals->allocations += atomic_load_explicit(&counters->allocations, memory_order_relaxed);
  }
  return readings_allocator_knows_blocks && totals->allocations > 0;
}

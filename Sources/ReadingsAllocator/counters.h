#ifndef READINGS_ALLOCATOR_COUNTERS_H
#define READINGS_ALLOCATOR_COUNTERS_H

#include "CReadingsThreadSlots.h"

#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

/* The totals of the threads that had a slot one after the other; a cache line, so that no two
   threads write to the same. */
struct counters {
  _Atomic uint64_t allocated_bytes;
  _Atomic uint64_t freed_bytes;
  _Atomic uint64_t allocations;
  _Atomic uint64_t frees;
} __attribute__((aligned(64)));

extern struct counters readings_allocator_counters[READINGS_THREAD_SLOTS]
    __attribute__((visibility("hidden")));

static inline void add(_Atomic uint64_t *total, uint64_t amount, uint32_t slot,
                       memory_order order) {
  if (__builtin_expect(slot != 0, 1)) {
    uint64_t old = atomic_load_explicit(total, memory_order_relaxed);
    atomic_store_explicit(total, old + amount, order);
  } else {
    atomic_fetch_add_explicit(total, amount, order);
  }
}

static inline void count_allocation(size_t size) {
  uint32_t slot = readings_thread_slot_current();
  struct counters *counters = &readings_allocator_counters[slot];
  add(&counters->allocated_bytes, size, slot, memory_order_relaxed);
  add(&counters->allocations, 1, slot, memory_order_relaxed);
}

/* Releases: whoever sees a free in the totals sees the block's allocation, too. */
static inline void count_free(size_t size) {
  uint32_t slot = readings_thread_slot_current();
  struct counters *counters = &readings_allocator_counters[slot];
  add(&counters->freed_bytes, size, slot, memory_order_release);
  add(&counters->frees, 1, slot, memory_order_release);
}

#endif

#ifndef CHANGE_H
#define CHANGE_H

#include "ReadingsAllocator.h"

#include <stdint.h>
#include <stdio.h>

/* By how much the totals grew, or shall have grown. */
struct change {
  int64_t allocated, freed, allocations, frees;
};

static inline struct readings_allocator_totals totals_now(void) {
  struct readings_allocator_totals totals;
  readings_allocator_read(&totals);
  return totals;
}

static inline struct change change_since(struct readings_allocator_totals before) {
  struct readings_allocator_totals now = totals_now();
  return (struct change){
      .allocated = (int64_t)(now.allocated_bytes - before.allocated_bytes),
      .freed = (int64_t)(now.freed_bytes - before.freed_bytes),
      .allocations = (int64_t)(now.allocations - before.allocations),
      .frees = (int64_t)(now.frees - before.frees),
  };
}

static inline void report_change(const char *name, struct change is, struct change shall) {
  printf("%s %lld %lld %lld %lld %lld %lld %lld %lld\n", name, (long long)is.allocated,
         (long long)is.freed, (long long)is.allocations, (long long)is.frees,
         (long long)shall.allocated, (long long)shall.freed, (long long)shall.allocations,
         (long long)shall.frees);
}

static inline void report(const char *name, int64_t is, int64_t shall) {
  printf("%s %lld %lld\n", name, (long long)is, (long long)shall);
}

static inline void report_figure(const char *name, int64_t figure) {
  printf("%s %lld\n", name, (long long)figure);
}

/* A number or a block whose value the compiler does not know, so that it can leave nothing out. */
static inline size_t unknown(size_t number) {
  __asm__ volatile("" : "+r"(number));
  return number;
}

static inline void *kept(void *block) {
  __asm__ volatile("" : "+r"(block) : : "memory");
  return block;
}

#endif

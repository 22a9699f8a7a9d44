#define _GNU_SOURCE
#include "AllocatorTotals.h"

#include <dlfcn.h>
#include <stdatomic.h>
#include <stddef.h>

/* As ReadingsAllocator.h declares it; null in a program that is not linked with it. */
struct readings_allocator_totals {
  uint64_t allocated_bytes, freed_bytes, allocations, frees;
};
typedef bool read_totals(struct readings_allocator_totals *totals);
extern read_totals readings_allocator_read __attribute__((weak));
typedef bool passes_on(void);
extern passes_on readings_allocator_passes_on __attribute__((weak));

static read_totals *_Atomic found;

/* The linker may have settled what is there before a library was preloaded. */
static void *function(void *linked, const char *name) {
  return linked != NULL ? linked : dlsym(RTLD_DEFAULT, name);
}

bool creadings_allocator_find(void) {
  read_totals *read =
      (read_totals *)function((void *)readings_allocator_read, "readings_allocator_read");
  atomic_store_explicit(&found, read, memory_order_release);
  return creadings_allocator_is_linked();
}

bool creadings_allocator_is_linked(void) {
  uint64_t totals[4];
  return creadings_allocator_read(totals);
}

bool creadings_allocator_passes_on(void) {
  passes_on *passes_on = (bool (*)(void))function((void *)readings_allocator_passes_on,
                                                  "readings_allocator_passes_on");
  return passes_on != NULL && passes_on();
}

bool creadings_allocator_read(uint64_t totals[4]) {
  struct readings_allocator_totals read = {0};
  read_totals *read_totals = atomic_load_explicit(&found, memory_order_acquire);
  bool is_linked = read_totals != NULL && read_totals(&read);
  totals[0] = read.allocated_bytes;
  totals[1] = read.freed_bytes;
  totals[2] = read.allocations;
  totals[3] = read.frees;
  return is_linked;
}

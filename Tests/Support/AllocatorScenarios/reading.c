#include "AllocatorScenarios.h"
#include "change.h"
#include "crew.h"

#include <stdatomic.h>
#include <stdlib.h>

enum { threads = 4, turns = 200000, shared_blocks = 64 };

static _Atomic(void *) shared[shared_blocks];
static atomic_int working = threads;

/* Exchanges blocks with the other threads, so that most are freed by another than their maker. */
static void *exchange_blocks(void *argument) {
  struct crew *crew = argument;
  crew_meet(crew);
  uint32_t random = (uint32_t)(uintptr_t)&random | 1;
  for (int turn = 0; turn < turns; turn++) {
    random ^= random << 13;
    random ^= random >> 17;
    random ^= random << 5;
    void *block = kept(malloc(random % 2000));
    free(atomic_exchange(&shared[random / 2000 % shared_blocks], block));
  }
  atomic_fetch_sub(&working, 1);
  crew_meet(crew);
  return NULL;
}

void run_reading_meanwhile(void) {
  struct crew crew;
  crew_start(&crew, threads, exchange_blocks);
  struct readings_allocator_totals before = totals_now(), last = before;
  crew_meet(&crew);
  int64_t shrunk = 0, negative = 0, reads = 0;
  do {
    struct readings_allocator_totals now = totals_now();
    shrunk += now.allocated_bytes < last.allocated_bytes || now.freed_bytes < last.freed_bytes
              || now.allocations < last.allocations || now.frees < last.frees;
    negative += now.freed_bytes > now.allocated_bytes || now.frees > now.allocations;
    last = now;
    reads++;
  } while (atomic_load(&working) > 0);
  crew_meet(&crew);
  for (int index = 0; index < shared_blocks; index++) free(atomic_exchange(&shared[index], NULL));
  struct change is = change_since(before);
  report("in_use_in_the_end", is.allocated - is.freed, 0);
  report("allocations", is.allocations, (int64_t)threads * turns);
  report("frees", is.frees, (int64_t)threads * turns);
  crew_join(&crew);
  report("shrunk", shrunk, 0);
  report("negative", negative, 0);
  report_figure("reads", reads);
}

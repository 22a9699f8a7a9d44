#include "AllocatorScenarios.h"
#include "CReadingsThreadSlots.h"
#include "change.h"
#include "crew.h"

#include <malloc.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static atomic_int without_slot;

/* Takes a slot and keeps it until the next meeting. */
static void *take_slot(void *argument) {
  free(kept(malloc(unknown(100))));
  if (readings_thread_slot_current() == 0) atomic_fetch_add(&without_slot, 1);
  crew_meet(argument);
  crew_meet(argument);
  return NULL;
}

static void run_child(struct readings_allocator_totals parent) {
  struct readings_allocator_totals before = totals_now();
  void *block = kept(malloc(unknown(1000)));
  struct change is = change_since(before);
  report_change("child", is, (struct change){
      .allocated = (int64_t)malloc_usable_size(block), .allocations = 1});
  free(block);
  report("child_goes_on", before.allocations >= parent.allocations, 1);
  /* The parent's threads hold 200 slots there, and none here. */
  without_slot = 0;
  struct crew crew;
  crew_start(&crew, 250, take_slot);
  crew_meet(&crew);
  report("child_without_slot", without_slot, 0);
  crew_meet(&crew);
  crew_join(&crew);
}

void run_fork(void) {
  struct crew crew;
  crew_start(&crew, 200, take_slot);
  crew_meet(&crew);
  report("parent_without_slot", without_slot, 0);
  struct readings_allocator_totals parent = totals_now();
  fflush(stdout);
  pid_t child = fork();
  if (child == 0) {
    run_child(parent);
    fflush(stdout);
    _exit(0);
  }
  int status = -1;
  waitpid(child, &status, 0);
  report("child_status", status, 0);
  crew_meet(&crew);
  crew_join(&crew);
}

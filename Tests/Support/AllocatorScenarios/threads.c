#include "AllocatorScenarios.h"
#include "CReadingsThreadSlots.h"
#include "change.h"
#include "crew.h"

#include <malloc.h>
#include <stdatomic.h>
#include <stdlib.h>

enum { blocks = 200, block_size = 1000 };

static atomic_int without_slot;

/* What a crew's blocks take, all of them and each thread's last. They are not all of one size: malloc
   gives the rest of a chunk away with a block where it is too short to be one itself. */
static _Atomic int64_t taken, taken_last;

/* Allocates its blocks, frees all but the last, and that one after the next meeting. */
static void *allocate_and_free(void *argument) {
  struct crew *crew = argument;
  crew_meet(crew);
  void *mine[blocks];
  for (int index = 0; index < blocks; index++) {
    mine[index] = kept(malloc(unknown(block_size)));
    taken += (int64_t)malloc_usable_size(mine[index]);
  }
  taken_last += (int64_t)malloc_usable_size(mine[blocks - 1]);
  for (int index = 0; index < blocks - 1; index++) free(mine[index]);
  if (readings_thread_slot_current() == 0) atomic_fetch_add(&without_slot, 1);
  crew_meet(crew);
  crew_meet(crew);
  free(mine[blocks - 1]);
  crew_meet(crew);
  return NULL;
}

static void run_crew(const char *name, unsigned size) {
  struct crew crew;
  taken = taken_last = 0;
  crew_start(&crew, size, allocate_and_free);
  struct readings_allocator_totals before = totals_now();
  crew_meet(&crew);
  crew_meet(&crew);
  struct change meanwhile = change_since(before);
  crew_meet(&crew);
  crew_meet(&crew);
  struct change then = change_since(before);
  int64_t made = (int64_t)size * blocks, freed = made - size;
  report_change(name, meanwhile, (struct change){taken, taken - taken_last, made, freed});
  report_change(name, then, (struct change){taken, taken, made, made});
  crew_join(&crew);
}

void run_threads_that_come_and_go(void) {
  for (int wave = 0; wave < 10; wave++) run_crew("wave", 50);
  report("without_slot", without_slot, 0);
  /* The shared one, the main thread's, and those that one wave took over from the other. */
  report("slots", readings_thread_slot_limit(), 1 + 1 + 50);
}

void run_more_threads_than_slots(void) {
  run_crew("crowd", 500);
  report_figure("without_slot", without_slot);
  report("slots", readings_thread_slot_limit(), READINGS_THREAD_SLOTS);
  /* Their slots are free again. */
  without_slot = 0;
  run_crew("later", 100);
  report("later_without_slot", without_slot, 0);
}

static void *handed_over[10000];
static int64_t handed_over_size;

static void *take_blocks(void *argument) {
  (void)argument;
  for (int index = 0; index < 10000; index++) {
    handed_over[index] = kept(malloc(unknown((size_t)index * 7 % 5000)));
    handed_over_size += (int64_t)malloc_usable_size(handed_over[index]);
  }
  return NULL;
}

void run_cross_thread_frees(void) {
  pthread_t thread;
  struct readings_allocator_totals before = totals_now();
  pthread_create(&thread, NULL, take_blocks, NULL);
  pthread_join(thread, NULL);
  struct change taken = change_since(before);
  report_figure("allocated_beyond_blocks", taken.allocated - handed_over_size);
  before = totals_now();
  for (int index = 0; index < 10000; index++) free(handed_over[index]);
  report_change("freed", change_since(before),
                (struct change){.freed = handed_over_size, .frees = 10000});
}

static pthread_key_t late_key;
static struct change late_change;
static int64_t late_size;
static uint32_t late_slot;

/* Runs after the slot's destructor: the key is the younger one. */
static void allocate_late(void *block) {
  struct readings_allocator_totals before = totals_now();
  free(block);
  block = kept(malloc(unknown(block_size)));
  free(block);
  late_change = change_since(before);
  late_slot = readings_thread_slot;
}

static void *set_late_key(void *argument) {
  void *block = kept(malloc(unknown(block_size)));
  late_size = (int64_t)malloc_usable_size(block);
  report("slot_before_end", readings_thread_slot != 0, 1);
  pthread_setspecific(late_key, block);
  return argument;
}

void run_ending_thread(void) {
  pthread_key_create(&late_key, allocate_late);
  pthread_t thread;
  pthread_create(&thread, NULL, set_late_key, NULL);
  pthread_join(thread, NULL);
  report("slot_at_end", late_slot, 0);
  report_change("late", late_change, (struct change){late_size, 2 * late_size, 1, 2});
}

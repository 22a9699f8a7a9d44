#define _GNU_SOURCE
#include "AllocatorScenarios.h"
#include "change.h"

#include <errno.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Reports what the call that gave a block has counted, then frees the block and reports that. */
static void report_block(const char *name, struct readings_allocator_totals before, void *block) {
  struct change is = change_since(before);
  int64_t size = (int64_t)malloc_usable_size(block);
  report_change(name, is, (struct change){.allocated = size, .allocations = 1});
  before = totals_now();
  free(block);
  is = change_since(before);
  report_change("free", is, (struct change){.freed = size, .frees = 1});
}

#define REPORT_BLOCK(name, call)                               \
  do {                                                         \
    struct readings_allocator_totals before = totals_now();    \
    report_block(name, before, kept(call));                    \
  } while (0)

static void run_aligned_entry_points(void) {
  size_t page = (size_t)sysconf(_SC_PAGESIZE);
  void *block = kept(memalign(unknown(512), 100));
  report("memalign_alignment", (int64_t)((uintptr_t)block % 512), 0);
  free(block);
  block = kept(valloc(unknown(100)));
  report("valloc_alignment", (int64_t)((uintptr_t)block % page), 0);
  free(block);
  REPORT_BLOCK("memalign", memalign(unknown(512), 100));
  REPORT_BLOCK("aligned_alloc", aligned_alloc(unknown(4096), 8192));
  REPORT_BLOCK("valloc", valloc(unknown(100)));
  REPORT_BLOCK("pvalloc", pvalloc(unknown(100)));

  struct readings_allocator_totals before = totals_now();
  int status = posix_memalign(&block, unknown(64), 1000);
  struct change is = change_since(before);
  report("posix_memalign_status", status, 0);
  report("posix_memalign_alignment", (int64_t)((uintptr_t)block % 64), 0);
  report_change("posix_memalign", is, (struct change){
      .allocated = (int64_t)malloc_usable_size(block), .allocations = 1});
  free(block);
}

/* From a block of one size to one of another, null at either end included. */
static void run_realloc(size_t from, size_t to, int as_array) {
  void *old = from == 0 ? NULL : kept(malloc(unknown(from)));
  if (old != NULL) memset(old, 0x5A, from);
  int64_t old_size = old == NULL ? 0 : (int64_t)malloc_usable_size(old);
  struct readings_allocator_totals before = totals_now();
  char *block = kept(as_array ? reallocarray(old, unknown(to / 10), 10) : realloc(old, unknown(to)));
  struct change is = change_since(before);
  int64_t size = block == NULL ? 0 : (int64_t)malloc_usable_size(block);
  char name[64];
  snprintf(name, sizeof name, "%s_%zu_to_%zu", as_array ? "reallocarray" : "realloc", from, to);
  report_change(name, is, (struct change){
      .allocated = size, .freed = old_size, .allocations = block != NULL, .frees = from != 0});
  for (size_t index = 0; block != NULL && index < (from < to ? from : to); index++) {
    if (block[index] != 0x5A) return report("realloc_content", (int64_t)index, -1);
  }
  free(block);
}

void run_entry_points(void) {
  static const size_t sizes[] = {0, 1, 24, 25, 1000, 200000, 10000000};
  for (size_t index = 0; index < sizeof sizes / sizeof *sizes; index++) {
    REPORT_BLOCK("malloc", malloc(unknown(sizes[index])));
    REPORT_BLOCK("calloc", calloc(unknown(sizes[index]), 3));
  }
  struct readings_allocator_totals before = totals_now();
  free((void *)unknown(0));
  report_change("free_null", change_since(before), (struct change){0});
  run_aligned_entry_points();

  for (int as_array = 0; as_array <= 1; as_array++) {
    run_realloc(0, 100, as_array);
    run_realloc(100, 110, as_array);
    run_realloc(100, 100000, as_array);
    run_realloc(100000, 100, as_array);
    run_realloc(100, 0, as_array);
    /* Blocks with a mapping of their own, which mremap moves. */
    run_realloc(1000000, 50000000, as_array);
    run_realloc(50000000, 1000000, as_array);
  }
}

static void report_failure(const char *name, struct readings_allocator_totals before, void *block,
                           int error) {
  report_change(name, change_since(before), (struct change){0});
  report(name, errno, error);
  report(name, block != NULL, 0);
}

#define REPORT_FAILURE(name, call, error)                      \
  do {                                                         \
    struct readings_allocator_totals before = totals_now();    \
    errno = 0;                                                 \
    report_failure(name, before, kept(call), error);           \
  } while (0)

static void report_refused_alignment(size_t alignment, size_t size, int status) {
  void *untouched = &untouched;
  void *block = untouched;
  struct readings_allocator_totals before = totals_now();
  int is = posix_memalign(&block, unknown(alignment), unknown(size));
  report_change("refused_alignment", change_since(before), (struct change){0});
  report("refused_alignment", is, status);
  report("refused_alignment", block == untouched, 1);
}

void run_failures(void) {
  /* More than half of the address space, and a product that overflows. */
  size_t much = unknown(SIZE_MAX / 2 + 1);
  REPORT_FAILURE("malloc", malloc(much), ENOMEM);
  REPORT_FAILURE("calloc", calloc(much, 2), ENOMEM);
  REPORT_FAILURE("memalign", memalign(64, much), ENOMEM);
  REPORT_FAILURE("valloc", valloc(much), ENOMEM);
  REPORT_FAILURE("reallocarray_of_null", reallocarray(NULL, much, 2), ENOMEM);
  char *block = kept(malloc(unknown(100)));
  block[0] = 42;
  REPORT_FAILURE("realloc", realloc(block, much), ENOMEM);
  REPORT_FAILURE("reallocarray", reallocarray(block, much, 2), ENOMEM);
  report("block_after_failed_realloc", block[0], 42);
  report_refused_alignment(0, 100, EINVAL);
  report_refused_alignment(4, 100, EINVAL);
  report_refused_alignment(24, 100, EINVAL);
  report_refused_alignment(64, much, ENOMEM);

  errno = EDOM;
  free(block);
  block = kept(malloc(unknown(64 << 20)));
  free(block);
  report("errno_after_success", errno, EDOM);
}

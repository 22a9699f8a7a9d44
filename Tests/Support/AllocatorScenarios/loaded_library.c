#include "AllocatorScenarios.h"
#include "change.h"

#include <dlfcn.h>
#include <malloc.h>
#include <stdlib.h>

void run_loaded_library(const char *path) {
  void *library = dlopen(path, RTLD_NOW);
  if (library == NULL) abort();
  void *(*take)(size_t) = (void *(*)(size_t))dlsym(library, "take");
  void (*give)(void *) = (void (*)(void *))dlsym(library, "give");
  struct readings_allocator_totals before = totals_now();
  void *block = take(12345);
  int64_t size = (int64_t)malloc_usable_size(block);
  report_change("taken", change_since(before), (struct change){.allocated = size, .allocations = 1});
  before = totals_now();
  give(block);
  report_change("given", change_since(before), (struct change){.freed = size, .frees = 1});
  dlclose(library);
}

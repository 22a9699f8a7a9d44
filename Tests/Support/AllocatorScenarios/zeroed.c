#include "AllocatorScenarios.h"
#include "change.h"

#include <stdlib.h>
#include <unistd.h>

static int64_t resident_bytes(void) {
  long pages = 0;
  FILE *statm = fopen("/proc/self/statm", "r");
  if (statm == NULL || fscanf(statm, "%*d %ld", &pages) != 1) abort();
  fclose(statm);
  return pages * sysconf(_SC_PAGESIZE);
}

void run_zeroed_allocation(void) {
  int64_t resident = resident_bytes();
  struct readings_allocator_totals before = totals_now();
  char *block = kept(calloc(unknown(512 << 20), 1));
  struct change change = change_since(before);
  report_figure("resident", resident_bytes() - resident);
  report_figure("allocated", change.allocated);
  report("last_byte", block[(512 << 20) - 1], 0);
  free(block);
}

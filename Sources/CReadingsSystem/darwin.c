#ifdef __APPLE__
#include "CReadingsSystem.h"

#include <mach/mach_time.h>
#include <os/clock.h>
#include <os/os_sync_wait_on_address.h>
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

/* The same calls on Darwin. Written from the man pages; not run on a Mac yet. */

int creadings_set_timer_slack(uint64_t nanoseconds) {
  (void)nanoseconds;
  return 0;
}

int creadings_set_thread_name(const char *name) { return pthread_setname_np(name); }

int creadings_count_cpus(void) { return (int)sysconf(_SC_NPROCESSORS_ONLN); }

int creadings_futex_wait_until(const void *word, uint32_t expected, int64_t nanoseconds) {
  mach_timebase_info_data_t base;
  mach_timebase_info(&base);
  uint64_t until = (uint64_t)((__uint128_t)nanoseconds * base.denom / base.numer);
  return os_sync_wait_on_address_with_deadline((void *)word, expected, sizeof expected,
                                               OS_SYNC_WAIT_ON_ADDRESS_NONE,
                                               OS_CLOCK_MACH_ABSOLUTE_TIME, until);
}

int creadings_futex_wake(const void *word, int count) {
  void *address = (void *)word;
  return count == 1 ? os_sync_wake_by_address_any(address, 4, OS_SYNC_WAKE_BY_ADDRESS_NONE)
                    : os_sync_wake_by_address_all(address, 4, OS_SYNC_WAKE_BY_ADDRESS_NONE);
}

const char *creadings_environment(const char *name) { return issetugid() ? NULL : getenv(name); }

__attribute__((weak_import)) void creadings_activate(void);

__attribute__((constructor)) static void activate(void) {
  if (creadings_activate && creadings_environment("READINGS")) creadings_activate();
}

#endif

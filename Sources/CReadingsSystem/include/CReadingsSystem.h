#ifndef CREADINGS_SYSTEM_H
#define CREADINGS_SYSTEM_H

#include "Activation.h"
#include "AllocatorTotals.h"
#include "MappingGuard.h"
#include "Residence.h"

#include <stddef.h>
#include <stdint.h>

/* Calls that Swift can't import: prctl and syscall are variadic, and sched_getaffinity and the CPU_
   macros need _GNU_SOURCE. Each returns what the call behind it does. */

/* prctl(2), PR_SET_TIMERSLACK, of the calling thread. */
int creadings_set_timer_slack(uint64_t nanoseconds);

/* prctl(2), PR_SET_NAME, of the calling thread: up to 15 bytes. */
int creadings_set_thread_name(const char *name);

/* The number of CPUs in the set of sched_getaffinity(2), or -1. */
int creadings_count_cpus(void);

/* getdents64(2): the entries of a folder, which glibc declares under _GNU_SOURCE and since 2.30 only. */
long creadings_read_folder(int descriptor, void *buffer, size_t count);

/* renameat2(2), RENAME_NOREPLACE, which glibc declares under _GNU_SOURCE and since 2.28 only. */
int creadings_rename_exclusively(const char *from, const char *to);

/* futex(2), FUTEX_WAIT_BITSET, private: sleeps until a wake-up or the given CLOCK_MONOTONIC time,
   unless *word differs from expected. */
int creadings_futex_wait_until(const void *word, uint32_t expected, int64_t nanoseconds);

/* futex(2), FUTEX_WAKE, private: wakes up to count waiters. */
int creadings_futex_wake(const void *word, int count);

/* Fetches a cache line that is about to be written, which Swift can't ask for. */
static inline void creadings_prefetch_for_write(const void *address) {
  __builtin_prefetch(address, 1);
}

#endif

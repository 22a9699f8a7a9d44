#ifndef CREADINGS_SYSTEM_H
#define CREADINGS_SYSTEM_H

#include <stdint.h>

/* Calls that Swift can't import: prctl is variadic, and sched_getaffinity and the CPU_ macros need
   _GNU_SOURCE. Each returns what the call behind it does. */

/* prctl(2), PR_SET_TIMERSLACK, of the calling thread. */
int creadings_set_timer_slack(uint64_t nanoseconds);

/* prctl(2), PR_SET_NAME, of the calling thread: up to 15 bytes. */
int creadings_set_thread_name(const char *name);

/* The number of CPUs in the set of sched_getaffinity(2), or -1. */
int creadings_count_cpus(void);

#endif

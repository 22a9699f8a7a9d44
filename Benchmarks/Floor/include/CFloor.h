#ifndef CFLOOR_H
#define CFLOOR_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

/* The cheapest things that could record anything: what the probe is measured against. In C, so that
   no Swift runtime can be to blame. */

/* clock_gettime, getrusage and a pread of /proc/self/statm, count times. */
void floor_read(uint32_t count);

/* How a bare loop sleeps until its next beat. */
enum floor_wake { FLOOR_NANOSLEEP, FLOOR_FUTEX, FLOOR_TIMERFD };

/* Sleeps, and makes the three calls, at every beat of so many nanoseconds, until floor_stop is
   called. With a timer slack of 1/50 of the interval, up to 50 us, as the probe has. */
void floor_beat(enum floor_wake wake, int64_t interval);

/* Ends floor_beat at its next beat, or lets the next one run. */
void floor_set_stop(bool stop);

#endif

#define _GNU_SOURCE
#include "CFloor.h"

#include <fcntl.h>
#include <linux/futex.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

static atomic_bool must_stop;

void floor_set_stop(bool stop) { atomic_store(&must_stop, stop); }

static int64_t read_once(int statm) {
  struct timespec time;
  struct rusage usage;
  char text[128];
  clock_gettime(CLOCK_MONOTONIC, &time);
  getrusage(RUSAGE_SELF, &usage);
  (void)!pread(statm, text, sizeof text, 0);
  return time.tv_sec * INT64_C(1000000000) + time.tv_nsec;
}

void floor_read(uint32_t count) {
  int statm = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
  while (count-- > 0) read_once(statm);
  close(statm);
}

static struct timespec timespec_of(int64_t time) {
  return (struct timespec){.tv_sec = time / 1000000000, .tv_nsec = time % 1000000000};
}

void floor_beat(enum floor_wake wake, int64_t interval) {
  int statm = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
  int timer = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC);
  int64_t slack = interval / 50 < 50000 ? interval / 50 : 50000;
  prctl(PR_SET_TIMERSLACK, slack > 0 ? slack : 1, 0, 0, 0);
  uint32_t word = 0;
  int64_t start = read_once(statm) + interval;
  int64_t due = start;
  struct itimerspec periodic = {.it_interval = timespec_of(interval), .it_value = timespec_of(due)};
  if (wake == FLOOR_TIMERFD) timerfd_settime(timer, TFD_TIMER_ABSTIME, &periodic, NULL);
  while (!atomic_load_explicit(&must_stop, memory_order_acquire)) {
    struct timespec until = timespec_of(due);
    uint64_t expirations;
    switch (wake) {
      case FLOOR_NANOSLEEP:
        clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL);
        break;
      case FLOOR_FUTEX:
        syscall(SYS_futex, &word, FUTEX_WAIT_BITSET_PRIVATE, 0, &until, NULL,
                FUTEX_BITSET_MATCH_ANY);
        break;
      case FLOOR_TIMERFD:
        (void)!read(timer, &expirations, sizeof expirations);
        break;
    }
    int64_t now = read_once(statm);
    due = start + ((now - start) / interval + 1) * interval;
  }
  close(timer);
  close(statm);
}

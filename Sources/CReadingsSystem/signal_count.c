#include "CReadingsSystem.h"

#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>

static _Atomic uint32_t count;

static void handle(int number) {
  (void)number;
  int error = errno;
  atomic_fetch_add(&count, 1);
  creadings_futex_wake((const void *)&count, INT_MAX);
  errno = error;
}

int creadings_count_signal(int number) {
  struct sigaction before;
  if (sigaction(number, NULL, &before) != 0) return errno;
  if ((before.sa_flags & SA_SIGINFO) || before.sa_handler != SIG_DFL) return EBUSY;
  /* A second signal would be counted by the same word. */
  static atomic_bool used;
  if (atomic_exchange(&used, true)) return EBUSY;
  struct sigaction action = {.sa_handler = handle, .sa_flags = SA_RESTART};
  sigemptyset(&action.sa_mask);
  if (sigaction(number, &action, NULL) == 0) return 0;
  int error = errno;
  atomic_store(&used, false);
  return error;
}

const uint32_t *creadings_signal_count(void) { return (const uint32_t *)&count; }

int creadings_signal_number(const char *name) {
  static const struct {
    const char *name;
    int number;
  } signals[] = {{"USR1", SIGUSR1}, {"USR2", SIGUSR2}, {"HUP", SIGHUP},   {"WINCH", SIGWINCH},
                 {"URG", SIGURG},   {"QUIT", SIGQUIT}, {"ALRM", SIGALRM}, {"IO", SIGIO}};
  if (strncasecmp(name, "SIG", 3) == 0) name += 3;
  for (size_t index = 0; index < sizeof signals / sizeof *signals; index++) {
    if (strcasecmp(name, signals[index].name) == 0) return signals[index].number;
  }
  return 0;
}

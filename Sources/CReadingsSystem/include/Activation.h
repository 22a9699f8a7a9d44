#ifndef CREADINGS_ACTIVATION_H
#define CREADINGS_ACTIVATION_H

#include <stdint.h>

/* Switching a probe on from outside the program. In C because Swift has no constructors that run
   before main, and because a signal handler may call async-signal-safe functions only. */

/* The value of an environment variable, or NULL, also in a program with raised privileges.
   (secure_getenv(3)) */
const char *creadings_environment(const char *name);

/* Counts a signal from now on. Returns 0, EBUSY if the program handles the signal itself, or what
   sigaction(2) fails with. One signal only: a second call fails with EBUSY. */
int creadings_count_signal(int number);

/* The word that grows with every signal; a thread may sleep on it with futex(2). */
const uint32_t *creadings_signal_count(void);

/* The number of a signal of that name, such as "USR2" or "SIGUSR2", or 0. */
int creadings_signal_number(const char *name);

#endif

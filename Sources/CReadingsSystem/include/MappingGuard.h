#ifndef CREADINGS_MAPPING_GUARD_H
#define CREADINGS_MAPPING_GUARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A store into a shared file mapping raises SIGBUS when somebody has cut the file short, or when a
   file system that claims no space ahead finds its disk full. A recorder must not take its host
   down with it, so such a fault puts memory of its own under the mapping, and notes the loss.

   In C because a signal handler may call async-signal-safe functions only, which no Swift code
   promises to. Faults elsewhere go to the handler that was there before, or kill as they would
   have. */

/* Guards a mapping; returns its number, or -1 when there are too many or no handler can be set. */
int creadings_guard_mapping(void *base, size_t size);

/* Ends the guard, before or after the mapping is gone. */
void creadings_unguard_mapping(int number);

/* The word that is not 0 once a store into the mapping has been lost. */
const volatile uint32_t *creadings_mapping_loss(int number);

#endif

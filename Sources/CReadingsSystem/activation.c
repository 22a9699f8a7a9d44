#ifdef __linux__
#define _GNU_SOURCE
#include "Activation.h"

#include <stdlib.h>

/* In ReadingsProbe, where that is linked. */
__attribute__((weak)) void creadings_activate(void);

/* Before main, but after the Swift runtime's own constructors: those come first on the command line
   of the linker. Without the variable a dormant probe costs this one look-up. */
__attribute__((constructor)) static void activate(void) {
  if (creadings_activate && secure_getenv("READINGS")) creadings_activate();
}

const char *creadings_environment(const char *name) { return secure_getenv(name); }

#endif

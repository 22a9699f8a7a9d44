#define _GNU_SOURCE
#include "Residence.h"

#include <dlfcn.h>
#include <stddef.h>

void creadings_stay_loaded(void) {
  Dl_info library;
  if (dladdr((void *)creadings_stay_loaded, &library) == 0 || library.dli_fname == NULL) return;
  /* A program is no library, and stays anyway. */
  (void)dlopen(library.dli_fname, RTLD_LAZY | RTLD_NOLOAD | RTLD_NODELETE);
}

#define _GNU_SOURCE
#include "other_malloc.h"

#if READINGS_WRAPS_MALLOC

#include "CReadingsThreadSlots.h"

#include <dlfcn.h>
#include <gnu/libc-version.h>
#include <stdbool.h>

extern void *__libc_malloc(size_t size);

_Atomic enum malloc_kind readings_malloc_kind;

static struct malloc_family family;
static READINGS_THREAD_LOCAL bool is_looking;

/* A function of the library behind this one. As glibc has them all, none is missing, and dlsym, which
   allocates where it fails, does not. */
#define FIND(name) family.name = (__typeof__(family.name))dlsym(RTLD_NEXT, #name)

static void find_family(void) {
  FIND(malloc);
  FIND(calloc);
  FIND(realloc);
  FIND(reallocarray);
  FIND(memalign);
  FIND(aligned_alloc);
  FIND(posix_memalign);
  FIND(valloc);
  FIND(pvalloc);
  FIND(free);
}

/* Whether a function is in the library that glibc's malloc is in. tcmalloc has __libc_malloc as well. */
static bool is_of_glibc(void *(*function)(size_t)) {
  Dl_info its, glibc;
  return dladdr((void *)function, &its) != 0
         && dladdr((void *)gnu_get_libc_version, &glibc) != 0 && its.dli_fbase == glibc.dli_fbase;
}

/* Threads that look at the same time find the same. */
const struct malloc_family *readings_find_other_malloc(void) {
  enum malloc_kind kind = atomic_load_explicit(&readings_malloc_kind, memory_order_acquire);
  if (kind == malloc_is_unknown) {
    if (is_looking) return NULL;
    is_looking = true;
    find_family();
    family.first_free = (void (*)(void *))dlsym(RTLD_DEFAULT, "free");
    bool is_first = dlsym(RTLD_DEFAULT, "malloc") == (void *)readings_own_malloc;
    kind = is_first && is_of_glibc(family.malloc) && is_of_glibc(__libc_malloc) ? malloc_is_glibc
                                                                                : malloc_is_another;
    atomic_store_explicit(&readings_malloc_kind, kind, memory_order_release);
    is_looking = false;
  }
  return kind == malloc_is_another ? &family : NULL;
}

#endif

#ifndef READINGS_ALLOCATOR_OTHER_MALLOC_H
#define READINGS_ALLOCATOR_OTHER_MALLOC_H

#include "wrapping.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

#if READINGS_WRAPS_MALLOC

/* The functions that would be called if this library were not there. */
struct malloc_family {
  void *(*malloc)(size_t size);
  void *(*calloc)(size_t number, size_t size);
  void *(*realloc)(void *block, size_t size);
  void *(*reallocarray)(void *block, size_t number, size_t size);
  void *(*memalign)(size_t alignment, size_t size);
  void *(*aligned_alloc)(size_t alignment, size_t size);
  int (*posix_memalign)(void **result, size_t alignment, size_t size);
  void *(*valloc)(size_t size);
  void *(*pvalloc)(size_t size);
  void (*free)(void *block);
  /* The one that the program calls, whose library may come before this one. */
  void (*first_free)(void *block);
};

enum malloc_kind { malloc_is_unknown, malloc_is_glibc, malloc_is_another };

extern _Atomic enum malloc_kind readings_malloc_kind __attribute__((visibility("hidden")));

/* The malloc of this library: who asks for the address of malloc gets that of the first one. */
extern void *readings_own_malloc(size_t size) __attribute__((visibility("hidden")));

/* Finds out whether the program has another malloc than glibc's. */
const struct malloc_family *readings_find_other_malloc(void)
    __attribute__((visibility("hidden"), cold));

/* Whether it is known that the program has no other malloc. */
static inline bool is_glibc_alone(void) {
  return atomic_load_explicit(&readings_malloc_kind, memory_order_acquire) == malloc_is_glibc;
}

/* The other malloc that the program has, beside this library: null if it has glibc's alone.

   Blocks must go back to whom they came from, and jemalloc, tcmalloc and mimalloc bring C++'s operators
   and malloc_usable_size(3), which come to them alone. So beside another malloc all is passed on, and
   nothing is counted: totals with a part of the blocks would be false. */
static inline const struct malloc_family *other_malloc(void) {
  return is_glibc_alone() ? NULL : readings_find_other_malloc();
}

#endif

#endif

/* glibc's malloc family, each function counted and passed on to the name that glibc keeps for those
   who wrap it. The linker and the loader take malloc from here because it comes before libc. */
#define _GNU_SOURCE
#include "block_size.h"
#include "counters.h"
#include "other_malloc.h"

#if READINGS_WRAPS_MALLOC

#include <errno.h>

#define EXPORT __attribute__((visibility("default")))

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t number, size_t size);
extern void *__libc_realloc(void *block, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);
extern void *__libc_valloc(size_t size);
extern void *__libc_pvalloc(size_t size);
extern void __libc_free(void *block);

/* A null block is a failure, and counts as nothing. */
static inline void *counted(void *block) {
  if (__builtin_expect(block != NULL, 1)) count_allocation(block_size(block));
  return block;
}

static inline int is_power_of_two(size_t number) {
  return number != 0 && (number & (number - 1)) == 0;
}

/* Returns from the function what another malloc makes of the call, if the program has one. */
#define PASS_ON(call)                                      \
  do {                                                     \
    const struct malloc_family *other = other_malloc();    \
    if (__builtin_expect(other != NULL, 0)) return other->call; \
  } while (0)

EXPORT void *malloc(size_t size) {
  PASS_ON(malloc(size));
  return counted(__libc_malloc(size));
}

extern void *readings_own_malloc(size_t size) __attribute__((alias("malloc")));

/* Leaves the zeroing to glibc, which knows fresh pages to be zero and does not touch them. */
EXPORT void *calloc(size_t number, size_t size) {
  PASS_ON(calloc(number, size));
  return counted(__libc_calloc(number, size));
}

static inline void count_and_free(void *block) {
  if (block == NULL) return;
  count_free(block_size(block));
  __libc_free(block);
}

EXPORT void free(void *block) {
  PASS_ON(free(block));
  count_and_free(block);
}

static inline void *count_and_resize(void *block, size_t size) {
  if (block == NULL) return counted(__libc_malloc(size));
  size_t old_size = block_size(block);
  void *result = counted(__libc_realloc(block, size));
  /* Without a result the old block is still there, unless none was asked for. */
  if (result != NULL || size == 0) count_free(old_size);
  return result;
}

EXPORT void *realloc(void *block, size_t size) {
  PASS_ON(realloc(block, size));
  return count_and_resize(block, size);
}

EXPORT void *reallocarray(void *block, size_t number, size_t size) {
  PASS_ON(reallocarray(block, number, size));
  size_t total;
  if (__builtin_mul_overflow(number, size, &total)) {
    errno = ENOMEM;
    return NULL;
  }
  return count_and_resize(block, total);
}

EXPORT void *memalign(size_t alignment, size_t size) {
  PASS_ON(memalign(alignment, size));
  return counted(__libc_memalign(alignment, size));
}

EXPORT void *aligned_alloc(size_t alignment, size_t size) {
  PASS_ON(aligned_alloc(alignment, size));
#if __GLIBC_PREREQ(2, 38)
  /* Before, aligned_alloc was memalign, which rounds the alignment up. */
  if (!is_power_of_two(alignment)) {
    errno = EINVAL;
    return NULL;
  }
#endif
  return counted(__libc_memalign(alignment, size));
}

EXPORT int posix_memalign(void **result, size_t alignment, size_t size) {
  PASS_ON(posix_memalign(result, alignment, size));
  if (!is_power_of_two(alignment) || alignment % sizeof(void *) != 0) return EINVAL;
  void *block = counted(__libc_memalign(alignment, size));
  if (block == NULL) return ENOMEM;
  *result = block;
  return 0;
}

EXPORT void *valloc(size_t size) {
  PASS_ON(valloc(size));
  return counted(__libc_valloc(size));
}

EXPORT void *pvalloc(size_t size) {
  PASS_ON(pvalloc(size));
  return counted(__libc_pvalloc(size));
}

/* Other names of free: C23's, and one that only old binaries know. A malloc that lacks them gets its
   block back by the name that it has. */
EXPORT void free_sized(void *block, size_t size) {
  (void)size;
  PASS_ON(first_free(block));
  count_and_free(block);
}

EXPORT void free_aligned_sized(void *block, size_t alignment, size_t size) {
  (void)alignment;
  (void)size;
  PASS_ON(first_free(block));
  count_and_free(block);
}

EXPORT void cfree(void *block) {
  PASS_ON(first_free(block));
  count_and_free(block);
}

#endif

/* glibc's malloc family, each function counted and passed on to the name that glibc keeps for those
   who wrap it. The linker and the loader take malloc from here because it comes before libc. */
#define _GNU_SOURCE
#include "block_size.h"
#include "counters.h"

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

EXPORT void *malloc(size_t size) { return counted(__libc_malloc(size)); }

/* Leaves the zeroing to glibc, which knows fresh pages to be zero and does not touch them. */
EXPORT void *calloc(size_t number, size_t size) { return counted(__libc_calloc(number, size)); }

EXPORT void free(void *block) {
  if (block == NULL) return;
  count_free(block_size(block));
  __libc_free(block);
}

EXPORT void *realloc(void *block, size_t size) {
  if (block == NULL) return malloc(size);
  size_t old_size = block_size(block);
  void *result = counted(__libc_realloc(block, size));
  /* Without a result the old block is still there, unless none was asked for. */
  if (result != NULL || size == 0) count_free(old_size);
  return result;
}

EXPORT void *reallocarray(void *block, size_t number, size_t size) {
  size_t total;
  if (__builtin_mul_overflow(number, size, &total)) {
    errno = ENOMEM;
    return NULL;
  }
  return realloc(block, total);
}

EXPORT void *memalign(size_t alignment, size_t size) {
  return counted(__libc_memalign(alignment, size));
}

EXPORT void *aligned_alloc(size_t alignment, size_t size) {
#if __GLIBC_PREREQ(2, 38)
  /* Before, aligned_alloc was memalign, which rounds the alignment up. */
  if (!is_power_of_two(alignment)) {
    errno = EINVAL;
    return NULL;
  }
#endif
  return memalign(alignment, size);
}

EXPORT int posix_memalign(void **result, size_t alignment, size_t size) {
  if (!is_power_of_two(alignment) || alignment % sizeof(void *) != 0) return EINVAL;
  void *block = memalign(alignment, size);
  if (block == NULL) return ENOMEM;
  *result = block;
  return 0;
}

EXPORT void *valloc(size_t size) { return counted(__libc_valloc(size)); }

EXPORT void *pvalloc(size_t size) { return counted(__libc_pvalloc(size)); }

/* Other names of free: C23's, and one that only old binaries know. */
EXPORT void free_sized(void *block, size_t size) {
  (void)size;
  free(block);
}

EXPORT void free_aligned_sized(void *block, size_t alignment, size_t size) {
  (void)alignment;
  (void)size;
  free(block);
}

EXPORT void cfree(void *block) { free(block); }

#endif

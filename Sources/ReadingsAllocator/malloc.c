/* glibc's malloc family, each function counted and passed on to the name that glibc keeps for those
   who wrap it. The linker and the loader take malloc from here because it comes before libc. */
#define _GNU_SOURCE
#include "block_size.h"
#include "counters.h"
#include "other_malloc.h"

#if READINGS_WRAPS_MALLOC

#include <errno.h>

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t number, size_t size);
extern void *__libc_realloc(void *block, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);
extern void *__libc_valloc(size_t size);
extern void *__libc_pvalloc(size_t size);
extern void __libc_free(void *block);

/* Defines a function of the family: what follows is its body where glibc's malloc is the only one. Another
   malloc is looked for in a function of its own: in the one that is called, the registers that it needs
   would be saved each time, which made a pair of malloc and free a tenth slower. */
#define ENTRY(result, name, parameters, arguments)                                    \
  static inline result counted_##name parameters;                                     \
  __attribute__((noinline, cold)) static result looked_up_##name parameters {         \
    const struct malloc_family *other = readings_find_other_malloc();                 \
    return other != NULL ? other->name arguments : counted_##name arguments;          \
  }                                                                                   \
  EXPORT result name parameters {                                                     \
    if (__builtin_expect(is_glibc_alone(), 1)) return counted_##name arguments;       \
    return looked_up_##name arguments;                                                \
  }                                                                                   \
  static inline result counted_##name parameters

/* A null block is a failure, and counts as nothing. */
static inline void *counted(void *block) {
  if (__builtin_expect(block != NULL, 1)) count_allocation(block_size(block));
  return block;
}

static inline int is_power_of_two(size_t number) {
  return number != 0 && (number & (number - 1)) == 0;
}

ENTRY(void *, malloc, (size_t size), (size)) { return counted(__libc_malloc(size)); }

extern void *readings_own_malloc(size_t size) __attribute__((alias("malloc")));

/* Leaves the zeroing to glibc, which knows fresh pages to be zero and does not touch them. */
ENTRY(void *, calloc, (size_t number, size_t size), (number, size)) {
  return counted(__libc_calloc(number, size));
}

ENTRY(void, free, (void *block), (block)) {
  if (block == NULL) return;
  count_free(block_size(block));
  __libc_free(block);
}

ENTRY(void *, realloc, (void *block, size_t size), (block, size)) {
  if (block == NULL) return counted(__libc_malloc(size));
  size_t old_size = block_size(block);
  void *result = counted(__libc_realloc(block, size));
  /* Without a result the old block is still there, unless none was asked for. */
  if (result != NULL || size == 0) count_free(old_size);
  return result;
}

ENTRY(void *, reallocarray, (void *block, size_t number, size_t size), (block, number, size)) {
  size_t total;
  if (__builtin_mul_overflow(number, size, &total)) {
    errno = ENOMEM;
    return NULL;
  }
  return counted_realloc(block, total);
}

ENTRY(void *, memalign, (size_t alignment, size_t size), (alignment, size)) {
  return counted(__libc_memalign(alignment, size));
}

ENTRY(void *, aligned_alloc, (size_t alignment, size_t size), (alignment, size)) {
#if __GLIBC_PREREQ(2, 38)
  /* Before, aligned_alloc was memalign, which rounds the alignment up. */
  if (!is_power_of_two(alignment)) {
    errno = EINVAL;
    return NULL;
  }
#endif
  return counted_memalign(alignment, size);
}

ENTRY(int, posix_memalign, (void **result, size_t alignment, size_t size),
      (result, alignment, size)) {
  if (!is_power_of_two(alignment) || alignment % sizeof(void *) != 0) return EINVAL;
  void *block = counted_memalign(alignment, size);
  if (block == NULL) return ENOMEM;
  *result = block;
  return 0;
}

ENTRY(void *, valloc, (size_t size), (size)) { return counted(__libc_valloc(size)); }

ENTRY(void *, pvalloc, (size_t size), (size)) { return counted(__libc_pvalloc(size)); }

/* Other names of free: C23's, and one that only old binaries know. A malloc that lacks them gets its
   block back by the name that it has. */
static void first_free(void *block) {
  const struct malloc_family *other = other_malloc();
  if (other != NULL) return other->first_free(block);
  counted_free(block);
}

EXPORT void free_sized(void *block, size_t size) {
  (void)size;
  first_free(block);
}

EXPORT void free_aligned_sized(void *block, size_t alignment, size_t size) {
  (void)alignment;
  (void)size;
  first_free(block);
}

EXPORT void cfree(void *block) { first_free(block); }

#endif

#define _GNU_SOURCE
#include "block_size.h"
#include "other_malloc.h"

bool readings_allocator_knows_blocks;

#if READINGS_WRAPS_MALLOC

#include <dlfcn.h>

extern void *__libc_malloc(size_t size);
extern void __libc_free(void *block);

/* Compares blocks of glibc's with glibc's own malloc_usable_size. */
__attribute__((constructor)) static void compare_sizes(void) {
  if (other_malloc() != NULL) return;
  void *libc = dlopen("libc.so.6", RTLD_LAZY | RTLD_NOLOAD);
  if (libc == NULL) return;
  size_t (*usable_size)(void *) = (size_t (*)(void *))dlsym(libc, "malloc_usable_size");
  /* From the least chunk to one that is mapped, and so large that to free it does not raise the size
     from which on glibc maps. */
  static const size_t sizes[] = {0, 24, 25, 1000, 100000, (size_t)64 << 20};
  bool is_equal = usable_size != NULL;
  for (size_t index = 0; is_equal && index < sizeof sizes / sizeof *sizes; index++) {
    void *block = __libc_malloc(sizes[index]);
    if (block != NULL) is_equal = block_size(block) == usable_size(block);
    __libc_free(block);
  }
  readings_allocator_knows_blocks = is_equal;
  dlclose(libc);
}

#endif

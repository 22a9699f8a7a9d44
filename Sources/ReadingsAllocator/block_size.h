#ifndef READINGS_ALLOCATOR_BLOCK_SIZE_H
#define READINGS_ALLOCATOR_BLOCK_SIZE_H

#include "wrapping.h"

#include <stdbool.h>
#include <stddef.h>

/* Whether block_size gives what glibc gives; found out when the program starts. */
extern bool readings_allocator_knows_blocks __attribute__((visibility("hidden")));

#if READINGS_WRAPS_MALLOC

#include <malloc.h>

/* What malloc_usable_size(3) gives for a block that glibc made.

   The word before a block is the size of its chunk, less the flags in its lowest bits. A chunk in a
   heap has one word that is not for use, one with a mapping of its own has two. Reading it takes less
   than half the time of the call.

   On other processors than x86-64 a block's address can carry a tag that its header has not. */
static inline size_t block_size(void *block) {
#if defined(__x86_64__) && defined(__LP64__)
  enum { is_mapped = 2, flags = 7 };
  /* The compiler may know that the block came from malloc, and that nothing is to be read before it. */
  __asm__("" : "+r"(block));
  size_t chunk = ((const size_t *)block)[-1];
  size_t unusable = chunk & is_mapped ? 2 * sizeof(size_t) : sizeof(size_t);
  return (chunk & ~(size_t)flags) - unusable;
#else
  return malloc_usable_size(block);
#endif
}

#endif

#endif

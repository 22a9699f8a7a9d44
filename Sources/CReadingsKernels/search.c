// Where frames may begin.

#include <string.h>

#include "creadings_kernels.h"

size_t creadings_find_magic(const void *bytes, size_t count) {
  const uint8_t *start = bytes, *end = start + count;
  // All magic numbers have this byte at their end, and few other things have it.
  for (const uint8_t *next = start + 3; next < end; next++) {
    next = memchr(next, 0x18, (size_t)(end - next));
    if (!next) break;
    if (next[-1] != 0x4D) continue;
    if (next[-2] == 0x22 ? next[-3] == 0x04 : next[-2] == 0x2A && (next[-3] & 0xF0) == 0x50)
      return (size_t)(next - start) - 3;
  }
  return count;
}

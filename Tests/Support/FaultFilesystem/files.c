#include "files.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static struct file files[FILES];
static uint64_t count;
static uint64_t used;
uint64_t quota = UINT64_MAX;

/* The root is number 1, and the first file number 2. */
struct file *file_numbered(uint64_t number) {
  return number > ROOT && number - ROOT <= count ? &files[number - ROOT - 1] : NULL;
}

uint64_t file_named(const char *name) {
  for (uint64_t index = 0; index < count; index++) {
    if (strcmp(files[index].name, name) == 0) return index + ROOT + 1;
  }
  return 0;
}

uint64_t file_created(const char *name) {
  if (count == FILES || strlen(name) >= NAME) return 0;
  strcpy(files[count++].name, name);
  return count + ROOT;
}

int file_resize(struct file *file, uint64_t size) {
  if (size > file->size) {
    if (used + size - file->size > quota) return EDQUOT;
    char *bytes = realloc(file->bytes, size);
    if (!bytes) return ENOSPC;
    memset(bytes + file->size, 0, size - file->size);
    file->bytes = bytes;
  }
  used = used + size - file->size;
  file->size = size;
  return 0;
}

#ifndef FILES_H
#define FILES_H

#include <stdbool.h>
#include <stdint.h>

/* The files of one folder, in memory. */

enum { FILES = 256, NAME = 128, ROOT = 1 };

struct file {
  char name[NAME]; /* Empty once it has been removed. */
  char *bytes;
  uint64_t size;
};

/* What all files may take together, in bytes. */
extern uint64_t quota;

/* The number of a file, which is larger than ROOT, or 0. */
uint64_t file_named(const char *name);
/* The number of a new file, or 0 when there are too many. */
uint64_t file_created(const char *name);
struct file *file_numbered(uint64_t number);
/* Returns 0 or what went wrong. */
int file_resize(struct file *file, uint64_t size);

#endif

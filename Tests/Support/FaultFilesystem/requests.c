#include "requests.h"

#include <errno.h>
#include <linux/fuse.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include "files.h"

int fsync_error;

enum { MAXIMUM_WRITE = 128 << 10 };

static char request[MAXIMUM_WRITE + 4096];

static void reply(int device, uint64_t unique, int error, const void *data, size_t size) {
  struct fuse_out_header head = {
      .len = (uint32_t)(sizeof head + size), .error = -error, .unique = unique};
  struct iovec parts[] = {{&head, sizeof head}, {(void *)data, size}};
  /* Fails when the request has been interrupted, which is nobody's loss. */
  if (writev(device, parts, 2) < 0) return;
}

static struct fuse_attr attributes(uint64_t number) {
  struct file *file = file_numbered(number);
  struct fuse_attr attributes = {.ino = number, .blksize = 4096, .uid = getuid(), .gid = getgid()};
  attributes.mode = file ? S_IFREG | 0644 : S_IFDIR | 0755;
  attributes.nlink = file ? file->name[0] != 0 : 2;
  attributes.size = file ? file->size : 0;
  attributes.blocks = (attributes.size + 511) / 512;
  return attributes;
}

static struct fuse_entry_out entry(uint64_t number) {
  return (struct fuse_entry_out){.nodeid = number, .attr = attributes(number)};
}

static int rename_file(const char *old, const char *new) {
  struct file *file = file_numbered(file_named(old));
  if (!file || strlen(new) >= NAME) return file ? ENAMETOOLONG : ENOENT;
  struct file *target = file_numbered(file_named(new));
  if (target) target->name[0] = 0;
  strcpy(file->name, new);
  return 0;
}

static void read_file(int device, uint64_t unique, uint64_t number, struct fuse_read_in *in) {
  struct file *file = file_numbered(number);
  uint64_t size = in->offset >= file->size ? 0 : file->size - in->offset;
  reply(device, unique, 0, file->bytes + in->offset, size < in->size ? size : in->size);
}

static void write_file(int device, uint64_t unique, uint64_t number, struct fuse_write_in *in) {
  struct file *file = file_numbered(number);
  uint64_t end = in->offset + in->size;
  int error = end > file->size ? file_resize(file, end) : 0;
  if (!error) memcpy(file->bytes + in->offset, in + 1, in->size);
  struct fuse_write_out out = {.size = in->size};
  reply(device, unique, error, &out, error ? 0 : sizeof out);
}

static void list_folder(int device, uint64_t unique, struct fuse_read_in *in) {
  static char listing[4096];
  size_t size = 0;
  struct file *file;
  for (uint64_t number = ROOT + 1 + in->offset; (file = file_numbered(number)); number++) {
    size_t length = strlen(file->name);
    if (length == 0) continue;
    struct fuse_dirent *next = (struct fuse_dirent *)(listing + size);
    size_t needed = FUSE_DIRENT_ALIGN(FUSE_NAME_OFFSET + length);
    if (size + needed > sizeof listing || size + needed > in->size) break;
    memset(next, 0, needed);
    *next = (struct fuse_dirent){
        .ino = number, .off = number - ROOT, .namelen = (uint32_t)length, .type = S_IFREG >> 12};
    memcpy(next->name, file->name, length);
    size += needed;
  }
  reply(device, unique, 0, listing, size);
}

static void create_file(int device, uint64_t unique, const char *name) {
  uint64_t number = file_named(name);
  if (!number) number = file_created(name);
  struct {
    struct fuse_entry_out entry;
    struct fuse_open_out open;
  } out = {.entry = entry(number), .open = {.open_flags = FOPEN_DIRECT_IO}};
  reply(device, unique, number ? 0 : ENOSPC, &out, number ? sizeof out : 0);
}

static void answer_attributes(int device, uint64_t unique, uint64_t number, int error) {
  struct fuse_attr_out out = {.attr = attributes(number)};
  reply(device, unique, error, &out, error ? 0 : sizeof out);
}

static void answer_start(int device, uint64_t unique, struct fuse_init_in *in) {
  struct fuse_init_out out = {
      .major = FUSE_KERNEL_VERSION,
      .minor = FUSE_KERNEL_MINOR_VERSION,
      .max_readahead = in->max_readahead,
      .flags = FUSE_BIG_WRITES,
      .max_background = 16,
      .congestion_threshold = 12,
      .max_write = MAXIMUM_WRITE,
      .time_gran = 1,
  };
  reply(device, unique, 0, &out, sizeof out);
}

void serve(int device) {
  ssize_t size = read(device, request, sizeof request);
  if (size < (ssize_t)sizeof(struct fuse_in_header)) {
    /* An interrupted request is none; no file system is no reason to stay. */
    if (size < 0 && errno == ENODEV) exit(0);
    return;
  }
  struct fuse_in_header *head = (struct fuse_in_header *)request;
  void *in = head + 1;
  uint64_t unique = head->unique, number = head->nodeid;
  struct file *file = file_numbered(number);
  switch (head->opcode) {
    case FUSE_INIT: return answer_start(device, unique, in);
    case FUSE_GETATTR: return answer_attributes(device, unique, number, 0);
    case FUSE_SETATTR: {
      struct fuse_setattr_in *wanted = in;
      int error = file && wanted->valid & FATTR_SIZE ? file_resize(file, wanted->size) : 0;
      return answer_attributes(device, unique, number, error);
    }
    case FUSE_LOOKUP: {
      uint64_t found = file_named(in);
      struct fuse_entry_out out = entry(found);
      return reply(device, unique, found ? 0 : ENOENT, &out, found ? sizeof out : 0);
    }
    case FUSE_CREATE: return create_file(device, unique, (char *)in + sizeof(struct fuse_create_in));
    case FUSE_OPEN: {
      struct fuse_open_out out = {.open_flags = FOPEN_DIRECT_IO};
      return reply(device, unique, 0, &out, sizeof out);
    }
    case FUSE_OPENDIR: {
      struct fuse_open_out out = {0};
      return reply(device, unique, 0, &out, sizeof out);
    }
    case FUSE_READ: return read_file(device, unique, number, in);
    case FUSE_READDIR: return list_folder(device, unique, in);
    case FUSE_WRITE: return write_file(device, unique, number, in);
    case FUSE_UNLINK: {
      struct file *gone = file_numbered(file_named(in));
      if (gone) gone->name[0] = 0;
      return reply(device, unique, gone ? 0 : ENOENT, NULL, 0);
    }
    case FUSE_RENAME: {
      char *old = (char *)in + sizeof(struct fuse_rename_in);
      return reply(device, unique, rename_file(old, old + strlen(old) + 1), NULL, 0);
    }
    case FUSE_RENAME2: {
      char *old = (char *)in + sizeof(struct fuse_rename2_in);
      return reply(device, unique, rename_file(old, old + strlen(old) + 1), NULL, 0);
    }
    case FUSE_STATFS: {
      struct fuse_statfs_out out = {.st = {.bsize = 4096, .frsize = 4096, .namelen = NAME - 1}};
      return reply(device, unique, 0, &out, sizeof out);
    }
    case FUSE_RELEASE:
    case FUSE_RELEASEDIR: return reply(device, unique, 0, NULL, 0);
    case FUSE_FSYNC: return reply(device, unique, fsync_error, NULL, 0);
    case FUSE_FORGET:
    case FUSE_BATCH_FORGET:
    case FUSE_INTERRUPT: return;
    /* Among them fallocate(2) and link(2). */
    default: return reply(device, unique, ENOSYS, NULL, 0);
  }
}

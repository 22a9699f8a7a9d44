#define _GNU_SOURCE
#include <fcntl.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <unistd.h>

#include "files.h"
#include "requests.h"

/* `fault-filesystem FOLDER` mounts a file system whose files are in memory. It knows no fallocate(2),
   no link(2) and no shared mappings, and does what it is told, by lines on standard input:

     stall     answers nothing any more
     go        answers again
     quota N   lets all files together have N bytes
     fsync N   fails with the error N when a file is to be written to the disk; 0 for none

   It goes when its standard input ends, and the file system with it. It talks to the kernel itself,
   so that it needs no library. See fuse(4). */

static bool stalls;

static void obey(const char *line) {
  if (strncmp(line, "stall", 5) == 0) stalls = true;
  if (strncmp(line, "go", 2) == 0) stalls = false;
  if (strncmp(line, "quota ", 6) == 0) quota = strtoull(line + 6, NULL, 10);
  if (strncmp(line, "fsync ", 6) == 0) fsync_error = atoi(line + 6);
  puts("done");
}

int main(int count, char **arguments) {
  setvbuf(stdout, NULL, _IOLBF, 0);
  setvbuf(stdin, NULL, _IONBF, 0);
  int device = open("/dev/fuse", O_RDWR | O_CLOEXEC | O_NONBLOCK);
  char options[128];
  snprintf(options, sizeof options, "fd=%d,rootmode=40000,user_id=%d,group_id=%d", device,
           (int)getuid(), (int)getgid());
  if (count != 2 || device < 0 ||
      mount("faults", arguments[1], "fuse", MS_NOSUID | MS_NODEV, options) != 0) {
    perror("fault-filesystem");
    return 1;
  }
  puts("mounted");
  struct pollfd sources[] = {{.fd = 0, .events = POLLIN}, {.fd = device, .events = POLLIN}};
  while (true) {
    if (poll(sources, stalls ? 1 : 2, -1) < 0) continue;
    if (sources[0].revents) {
      char line[128];
      if (!fgets(line, sizeof line, stdin)) return 0;
      obey(line);
    }
    if (!stalls && sources[1].revents) serve(device);
  }
}

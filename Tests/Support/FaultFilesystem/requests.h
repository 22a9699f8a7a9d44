#ifndef REQUESTS_H
#define REQUESTS_H

/* What fsync(2) fails with, or 0. */
extern int fsync_error;

/* Reads one request of the kernel's from /dev/fuse and answers it. */
void serve(int device);

#endif

#ifndef REQUESTS_H
#define REQUESTS_H

/* Reads one request of the kernel's from /dev/fuse and answers it. */
void serve(int device);

#endif

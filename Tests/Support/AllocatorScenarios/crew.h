#ifndef CREW_H
#define CREW_H

#include <pthread.h>

/* Threads that live at the same time and wait for each other. To start and to end a thread allocates
   and frees, so what is counted to the block is counted between two meetings. */
struct crew {
  pthread_barrier_t meeting;
  pthread_t *threads;
  unsigned size;
};

/* Starts the threads. Each gets the crew, and calls crew_meet as often as the caller does. */
void crew_start(struct crew *crew, unsigned size, void *(*body)(void *crew));

/* Waits until all threads and the caller are here. */
void crew_meet(struct crew *crew);

/* Waits until all threads have ended. */
void crew_join(struct crew *crew);

#endif

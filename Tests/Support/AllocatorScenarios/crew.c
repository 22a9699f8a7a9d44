#include "crew.h"

#include <stdlib.h>

void crew_start(struct crew *crew, unsigned size, void *(*body)(void *crew)) {
  crew->size = size;
  crew->threads = calloc(size, sizeof *crew->threads);
  pthread_barrier_init(&crew->meeting, NULL, size + 1);
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, 256 << 10);
  for (unsigned index = 0; index < size; index++) {
    if (pthread_create(&crew->threads[index], &attributes, body, crew) != 0) abort();
  }
  pthread_attr_destroy(&attributes);
}

void crew_meet(struct crew *crew) { pthread_barrier_wait(&crew->meeting); }

void crew_join(struct crew *crew) {
  for (unsigned index = 0; index < crew->size; index++) pthread_join(crew->threads[index], NULL);
  pthread_barrier_destroy(&crew->meeting);
  free(crew->threads);
}

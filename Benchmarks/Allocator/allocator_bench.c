/* What counting costs: pairs of malloc and free through ReadingsAllocator, over the same pairs made
   by glibc alone in the same process. In C, so that nothing but the calls is in the loop. */
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

extern void *__libc_malloc(size_t size);
extern void __libc_free(void *block);

/* A block that glibc takes from the thread's own cache, which is its fastest path and so the one on
   which counting weighs most. */
enum { block_size = 64, pairs = 2000000, rounds = 25, max_threads = 2 };

/* Keeps the compiler from leaving the pair out. */
#define USE(block) __asm__ volatile("" : : "r"(block) : "memory")

static void count_pairs(void) {
  for (int pair = 0; pair < pairs; pair++) {
    void *block = malloc(block_size);
    USE(block);
    free(block);
  }
}

static void plain_pairs(void) {
  for (int pair = 0; pair < pairs; pair++) {
    void *block = __libc_malloc(block_size);
    USE(block);
    __libc_free(block);
  }
}

struct worker {
  pthread_t thread;
  pthread_barrier_t *start;
  void (*body)(void);
  double nanoseconds_per_pair;
};

/* CPU time of the thread itself: others that run on the machine do not count. */
static double cpu_nanoseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

static void *work(void *argument) {
  struct worker *worker = argument;
  pthread_barrier_wait(worker->start);
  double start = cpu_nanoseconds();
  worker->body();
  worker->nanoseconds_per_pair = (cpu_nanoseconds() - start) / pairs;
  return NULL;
}

/* Nanoseconds of CPU a pair, the mean of the threads. */
static double measure(void (*body)(void), unsigned threads) {
  struct worker workers[max_threads];
  pthread_barrier_t start;
  pthread_barrier_init(&start, NULL, threads);
  for (unsigned index = 0; index < threads; index++) {
    workers[index] = (struct worker){.start = &start, .body = body};
    if (pthread_create(&workers[index].thread, NULL, work, &workers[index]) != 0) abort();
  }
  double sum = 0;
  for (unsigned index = 0; index < threads; index++) {
    pthread_join(workers[index].thread, NULL);
    sum += workers[index].nanoseconds_per_pair;
  }
  pthread_barrier_destroy(&start);
  return sum / threads;
}

static int ascending(const void *left, const void *right) {
  double difference = *(const double *)left - *(const double *)right;
  return (difference > 0) - (difference < 0);
}

static double median(double *values) {
  qsort(values, rounds, sizeof *values, ascending);
  return values[rounds / 2];
}

static void report(unsigned threads) {
  double counted[rounds], plain[rounds], ratio[rounds];
  for (int round = 0; round < rounds; round++) {
    counted[round] = measure(count_pairs, threads);
    plain[round] = measure(plain_pairs, threads);
    ratio[round] = counted[round] / plain[round];
  }
  printf("malloc_pair_counted_ns_%u %.2f\n", threads, median(counted));
  printf("malloc_pair_glibc_ns_%u %.2f\n", threads, median(plain));
  printf("malloc_pair_over_glibc_%u %.3f\n", threads, median(ratio));
}

int main(void) {
  report(1);
  report(2);
  return 0;
}

#ifndef CREADINGS_THREAD_SLOTS_H
#define CREADINGS_THREAD_SLOTS_H

#include <stddef.h>
#include <stdint.h>

/* Gives every thread a small number, its slot, so that it can count into memory that no other thread
   writes: a plain addition instead of an atomic one. In C because Swift has no thread-local variable
   that costs one instruction.

   A user keeps an array of READINGS_THREAD_SLOTS totals, each a cache line or more:
   - In a slot from 1 on, the calling thread is the only writer. It loads, adds and stores, with
     relaxed atomics, so that readers race with nothing.
   - Slot 0 is shared by all threads that own none. It takes atomic additions.
   - A thread that ends gives its slot back, and a later thread goes on where it stopped: what the
     one stored is visible to the other, and nobody resets a total. The sum over the slots below
     readings_thread_slot_limit() is the total of all threads that ever were.

   A signal handler that counts while it interrupts an addition of its own thread can lose one of the
   two. */

/* How many slots there are, the shared one included. */
#define READINGS_THREAD_SLOTS 256

#if defined(__ELF__)
#define READINGS_THREAD_LOCAL __thread __attribute__((tls_model("initial-exec")))
#else
#define READINGS_THREAD_LOCAL __thread
#endif

/* The slot that the calling thread owns, or 0 if it owns none. Use readings_thread_slot_current(). */
extern READINGS_THREAD_LOCAL uint32_t readings_thread_slot;

/* Makes the calling thread the owner of a free slot and returns it, or 0 if there is none, if the
   thread has begun to end, or if the process has not run its constructors yet. A thread that was
   refused searches again at every 256th call. Takes no lock and keeps errno. */
uint32_t readings_thread_slot_claim(void);

/* One more than the highest slot that was ever owned, 1 or more. Never shrinks. */
uint32_t readings_thread_slot_limit(void);

/* The slot of the calling thread, claimed on first use. */
static inline uint32_t readings_thread_slot_current(void) {
  uint32_t slot = readings_thread_slot;
  return __builtin_expect(slot != 0, 1) ? slot : readings_thread_slot_claim();
}

/* Adds to the calling thread's total. totals is the first slot's, a stride lies between two slots. */
static inline void readings_thread_slot_add(void *totals, size_t stride, uint64_t amount) {
  uint32_t slot = readings_thread_slot_current();
  uint64_t *total = (uint64_t *)((char *)totals + slot * stride);
  if (__builtin_expect(slot == 0, 0)) {
    __atomic_fetch_add(total, amount, __ATOMIC_RELAXED);
  } else {
    __atomic_store_n(total, __atomic_load_n(total, __ATOMIC_RELAXED) + amount, __ATOMIC_RELAXED);
  }
}

/* The sum of the totals of all threads that ever were. */
static inline uint64_t readings_thread_slot_sum(const void *totals, size_t stride) {
  uint64_t sum = 0;
  uint32_t limit = readings_thread_slot_limit();
  for (uint32_t slot = 0; slot < limit; slot++) {
    sum += __atomic_load_n((const uint64_t *)((const char *)totals + slot * stride),
                           __ATOMIC_RELAXED);
  }
  return sum;
}

#endif

#include "CReadingsThreadSlots.h"

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>

enum { word_bits = 64, words = READINGS_THREAD_SLOTS / word_bits, retry_interval = 256 };

READINGS_THREAD_LOCAL uint32_t readings_thread_slot;

/* One bit a slot, set while a thread owns it. The shared slot counts as owned. */
static _Atomic uint64_t owned[words] = {1};
static _Atomic uint32_t limit = 1;

static pthread_key_t key;
static _Atomic bool is_ready;

/* Whether the calling thread may claim a slot. It must not while it is claiming one, which a signal
   handler or the allocation in pthread_setspecific would do, and not after it has given its own back:
   later destructors of the thread still allocate and free. */
enum phase { may_claim, is_claiming, has_ended };
static READINGS_THREAD_LOCAL enum phase phase;
static READINGS_THREAD_LOCAL uint32_t calls_until_retry;

uint32_t readings_thread_slot_limit(void) {
  return atomic_load_explicit(&limit, memory_order_acquire);
}

static void raise_limit(uint32_t slot) {
  uint32_t seen = atomic_load_explicit(&limit, memory_order_relaxed);
  while (seen <= slot
         && !atomic_compare_exchange_weak_explicit(&limit, &seen, slot + 1, memory_order_release,
                                                   memory_order_relaxed)) {
  }
}

/* Acquires what the slot's last owner stored before it gave the slot back. */
static uint32_t take_free_slot(void) {
  for (uint32_t word = 0; word < words; word++) {
    uint64_t taken = atomic_load_explicit(&owned[word], memory_order_relaxed);
    while (taken != UINT64_MAX) {
      uint32_t bit = (uint32_t)__builtin_ctzll(~taken);
      uint64_t mask = UINT64_C(1) << bit;
      taken = atomic_fetch_or_explicit(&owned[word], mask, memory_order_acquire);
      if (!(taken & mask)) return word * word_bits + bit;
    }
  }
  return 0;
}

static void give_back(uint32_t slot) {
  uint64_t mask = UINT64_C(1) << slot % word_bits;
  atomic_fetch_and_explicit(&owned[slot / word_bits], ~mask, memory_order_release);
}

uint32_t readings_thread_slot_claim(void) {
  if (readings_thread_slot != 0) return readings_thread_slot;
  if (phase != may_claim || !atomic_load_explicit(&is_ready, memory_order_acquire)) return 0;
  if (calls_until_retry > 0) {
    calls_until_retry--;
    return 0;
  }
  int error = errno;
  phase = is_claiming;
  atomic_signal_fence(memory_order_seq_cst);
  uint32_t slot = take_free_slot();
  if (slot != 0) {
    raise_limit(slot);
    readings_thread_slot = slot;
    if (pthread_setspecific(key, (void *)(uintptr_t)slot) != 0) {
      readings_thread_slot = 0;
      give_back(slot);
    }
  }
  if (readings_thread_slot == 0) calls_until_retry = retry_interval - 1;
  atomic_signal_fence(memory_order_seq_cst);
  phase = may_claim;
  errno = error;
  return readings_thread_slot;
}

/* The destructor of the thread's key. */
static void end_thread(void *slot) {
  phase = has_ended;
  readings_thread_slot = 0;
  atomic_signal_fence(memory_order_seq_cst);
  give_back((uint32_t)(uintptr_t)slot);
}

/* In the child of a fork only the calling thread lives on: the slots of the others become free. */
static void forget_other_threads(void) {
  /* Forked by a signal handler, while the thread is taking a bit: which one is not known yet. */
  if (phase == is_claiming) return;
  for (uint32_t word = 0; word < words; word++) {
    uint64_t kept = word == 0 ? 1 : 0;
    if (readings_thread_slot / word_bits == word) {
      kept |= UINT64_C(1) << readings_thread_slot % word_bits;
    }
    atomic_store_explicit(&owned[word], kept, memory_order_relaxed);
  }
}

/* Not on first use, which can be inside malloc. Threads that start before share slot 0 until then. */
__attribute__((constructor)) static void prepare(void) {
  if (pthread_key_create(&key, end_thread) != 0) return;
  pthread_atfork(NULL, NULL, forget_other_threads);
  atomic_store_explicit(&is_ready, true, memory_order_release);
}

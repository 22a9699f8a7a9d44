#ifndef READINGS_ALLOCATOR_H
#define READINGS_ALLOCATOR_H

#include <stdbool.h>
#include <stdint.h>

/* Counts what a process allocates. A program that links this library, or is started with it in
   LD_PRELOAD, has glibc's malloc, free and their kin wrapped by functions that count and pass on. Beside
   another malloc they count nothing.

   Without glibc, and under the address, memory and thread sanitizers, which bring a malloc of their
   own, the library wraps nothing and counts nothing. */

/// What the process has allocated and freed so far, in all threads. Every figure only grows.
///
/// A block's size is malloc_usable_size(3), which is what it takes up and at least what was asked
/// for. It is the same at both ends of a block's life, so `allocated_bytes - freed_bytes` is exactly
/// what is in use, and never negative. A realloc(3) of a block counts as an allocation of the new
/// size and a free of the old one, whether the block moved or not; one that failed as nothing.
struct readings_allocator_totals {
  /// Bytes of all blocks ever allocated.
  uint64_t allocated_bytes;
  /// Bytes of all blocks ever freed.
  uint64_t freed_bytes;
  /// How many blocks were allocated.
  uint64_t allocations;
  /// How many blocks were freed.
  uint64_t frees;
};

/// Reads the totals.
///
/// Any thread may call it, also one that must not allocate or wait: it adds up a cache line for each
/// thread that lives. What other threads do meanwhile may be in the totals or not; of two calls by
/// one thread, the second never gives less.
///
/// - Returns: Whether anything is counted. If not, the library wraps nothing, or the program has another
///   malloc, and the totals are 0.
bool readings_allocator_read(struct readings_allocator_totals *totals);

/// Whether the program has another malloc than glibc's, such as jemalloc, tcmalloc or mimalloc, linked or
/// preloaded before this library or behind it. All calls go on to that one, as if this library were not
/// there, and nothing is counted: the other one brings C++'s operators along, which do not come by here,
/// and totals with a part of the blocks would be false.
///
/// Any thread may call it; it neither allocates nor waits.
bool readings_allocator_passes_on(void);

#endif

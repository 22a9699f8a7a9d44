// What the kernels have in common: vectors, and how a loop is compiled for three kinds of processor.
#ifndef CREADINGS_VECTORS_H
#define CREADINGS_VECTORS_H

#if defined(__x86_64__)
#include <immintrin.h>
#endif
#include <string.h>

#include "creadings_kernels.h"

#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "The kernels take a row's bytes for its values, which are little-endian."
#endif

// Vectors go into and out of functions that are always inlined, so how they are passed does not matter.
#pragma clang diagnostic ignored "-Wpsabi"

// Eight lanes, as many registers as that takes.
typedef uint64_t words __attribute__((vector_size(64)));
typedef int64_t signed_words __attribute__((vector_size(64)));
// Four, for sums that run along the lanes.
typedef uint64_t half __attribute__((vector_size(32)));
typedef int64_t signed_half __attribute__((vector_size(32)));

// A bit for each of the eight.
typedef bool lane_bits __attribute__((ext_vector_type(8)));

#define LANES 8

#define INLINE static inline __attribute__((always_inline))

INLINE words load_words(const void *from) {
  words result;
  memcpy(&result, from, sizeof result);
  return result;
}

INLINE void store_words(void *to, words value) { memcpy(to, &value, sizeof value); }

// Which lanes are not 0, as bits.
INLINE uint8_t occupied(words values) {
  lane_bits bits = __builtin_convertvector(values != 0, lane_bits);
  uint8_t result;
  memcpy(&result, &bits, sizeof result);
  return result;
}

INLINE uint64_t load_word(const void *from) {
  uint64_t result;
  memcpy(&result, from, sizeof result);
  return result;
}

// What becomes of eight deltas.
INLINE words residuals(words deltas, creadings_residual residual, bool is_zigzag) {
  words result = deltas - residual.base;
  if (is_zigzag) result = (result << 1) ^ (words)((signed_words)result >> 63);
  return result >> residual.shift;
}

// Compiles `NAME_body` for the processor that the program is built for and, on x86-64, once more for
// those with AVX2 and those with AVX-512, and makes a function that chooses. With CHOICE, the last is
// `NAME_widest`, written by hand.
//
// A test that compares the three has some left out, under other names.
#ifndef CREADINGS_TIERS
#define CREADINGS_TIERS 3
#endif
#ifndef CREADINGS_NAME
#define CREADINGS_NAME(NAME) creadings_##NAME
#endif
#if defined(__x86_64__) && CREADINGS_TIERS > 1
#define WIDE __attribute__((target("avx2,bmi,bmi2,lzcnt,popcnt")))
#define WIDEST \
  __attribute__((target("avx512f,avx512dq,avx512bw,avx512vl,avx512cd,bmi,bmi2,lzcnt,popcnt")))

// All that the targets above name: without lzcnt, its instruction is another one that counts wrongly.
INLINE bool is_wide(void) {
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
         __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("lzcnt") &&
         __builtin_cpu_supports("popcnt");
}

INLINE bool is_widest(void) {
  return CREADINGS_TIERS > 2 && is_wide() && __builtin_cpu_supports("avx512f") &&
         __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw") &&
         __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512cd");
}

#define CHOICE(RESULT, NAME, PARAMETERS, ARGUMENTS)                                    \
  WIDE static RESULT NAME##_wide PARAMETERS { return NAME##_body ARGUMENTS; }          \
  RESULT CREADINGS_NAME(NAME) PARAMETERS {                                             \
    if (is_widest()) return NAME##_widest ARGUMENTS;                                   \
    if (is_wide()) return NAME##_wide ARGUMENTS;                                       \
    return NAME##_body ARGUMENTS;                                                      \
  }
#define KERNEL(RESULT, NAME, PARAMETERS, ARGUMENTS)                                    \
  WIDEST static RESULT NAME##_widest PARAMETERS { return NAME##_body ARGUMENTS; }      \
  CHOICE(RESULT, NAME, PARAMETERS, ARGUMENTS)
#else
#define KERNEL(RESULT, NAME, PARAMETERS, ARGUMENTS) \
  RESULT CREADINGS_NAME(NAME) PARAMETERS { return NAME##_body ARGUMENTS; }
#define CHOICE KERNEL
#endif

#endif

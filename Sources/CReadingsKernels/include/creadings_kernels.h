// The inner loops of the block codec and of the search for frames.
//
// In C because Swift cannot compile a function for more than one kind of processor and choose at run
// time. A host's program is built for the oldest x86-64, whose vectors have no 64-bit comparison and no
// shift by lanes; nearly every machine that it runs on has both. Most loops are written once, with vector
// types that any target has, and compiled for three of them. (2026-11: with AVX2 alone, which is what
// -DCREADINGS_TIERS=2 leaves, encoding takes 0.49 to 0.54 of LZ4's time; with AVX-512 as well, 0.44.)
// Spec/format.md, sections "Column codes" and "Bit packing".
//
// None of these functions allocates, and none touches memory beyond what it says.
#ifndef CREADINGS_KERNELS_H
#define CREADINGS_KERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// How the deltas of a column become residuals: less the base, perhaps as zigzag codes, and shifted.
typedef struct {
  uint64_t base;
  uint32_t shift;
  bool is_zigzag;
} creadings_residual;

// Finds, for each of the columns at the start of every row, the bits in which some value differs from
// the first row's, and the smallest difference of a value from the one in the row before.
//
// `rows` are `count` rows, `stride` bytes apart; `smallest` is INT64_MAX where there is one row.
void creadings_survey(const void *rows, size_t stride, size_t count, size_t columns,
                      uint64_t *variation, int64_t *smallest);

// Writes the deltas of one to four columns, which are at `offsets` bytes in every row: `count` - 1 each,
// `pitch` words apart.
void creadings_gather(const void *rows, size_t stride, size_t count, const size_t *offsets,
                      size_t columns, uint64_t *deltas, size_t pitch);

// A part of the deltas of another column: their product, modulo 2^64, shifted right with its sign.
typedef struct {
  int64_t multiplier;
  uint32_t shift;
} creadings_link;

// The smallest of some deltas, and all bits that are set in any.
typedef struct {
  int64_t least;
  uint64_t all;
} creadings_survey_of_deltas;

// Takes off `count` deltas what a link to another column explains, whose `count` + 1 values are `stride`
// bytes apart. Returns what is known of the rest.
creadings_survey_of_deltas creadings_subtract(const void *column, size_t stride, size_t count,
                                              creadings_link link, uint64_t *deltas);

// Replaces `count` residuals by deltas, to which it adds what a link explains to another column, whose
// `count` + 1 values lie one behind the other.
void creadings_add_share(uint64_t *residuals, size_t count, creadings_residual residual,
                         creadings_link link, const uint64_t *values);

// Counts the values of each length in bits, 0 to 64, among `count` of them that are `stride` words apart.
// Returns all bits that are set in any.
uint64_t creadings_count_lengths(const uint64_t *values, size_t count, size_t stride,
                                 int32_t *lengths);

// How many bits of a bitmap of `size` bytes are set.
size_t creadings_count_bits(const void *bitmap, size_t size);

// Packs the low `width` bits of the residuals of `count` deltas, and puts down which residuals are
// longer, a bit each. Returns how many are.
//
// `output` must have room for the run and 64 bytes more, `bitmap` for a bit a delta; `deltas` must be
// readable up to a multiple of 8.
size_t creadings_pack(const uint64_t *deltas, size_t count, creadings_residual residual,
                      uint32_t width, void *output, uint8_t *bitmap);

// Finds the exceptions among `count` deltas, whose bits in the bitmap are set: their positions, and the
// bits of their residuals from `width` on, at most 63. There is room for all of them and 8 words more;
// `deltas` must be readable up to a multiple of 8, and the bitmap has no bits behind `count`.
void creadings_find_exceptions(const uint64_t *deltas, const uint8_t *bitmap, size_t count,
                               creadings_residual residual, uint32_t width, uint64_t *positions,
                               uint64_t *high_bits);

// Sets the bit ⌊p ÷ 2^low_width⌋ + i of a bitmap of zeros for each position p, the i-th from 0.
void creadings_mark_positions(const uint64_t *positions, size_t count, uint32_t low_width,
                              uint8_t *bitmap);

// Undoes that: replaces the low bits of `count` positions by the positions. Returns whether as many bits
// of the bitmap are set, none behind `bit_count`, and the positions ascend and are below `limit`.
bool creadings_join_positions(const uint8_t *bitmap, size_t bit_count, uint32_t low_width,
                              uint64_t *positions, size_t count, size_t limit);

// Unpacks `count` integers of `width` bits, 0 to 64.
//
// `input` must be readable for the run and 16 bytes more, `values` writable up to `count`.
void creadings_unpack(const void *input, size_t count, uint32_t width, uint64_t *values);

// Sets the bits from `width` on of the values whose bits in the bitmap of `count` are set, in their
// order. As many bits are set as there are `high_bits`.
void creadings_patch(const uint8_t *bitmap, size_t count, uint32_t width,
                     const uint64_t *high_bits, uint64_t *values);

// Writes a value `count` times.
void creadings_fill(uint64_t *values, size_t count, uint64_t value);

// Replaces `count` residuals by values: the sum of `first` and of all deltas so far.
void creadings_add_up(uint64_t *residuals, size_t count, creadings_residual residual,
                      uint64_t first);

// How the 64 bits of values are ordered: as signed numbers, after those bits have been flipped, and of
// negative ones further bits. Signed integers have none flipped, unsigned ones the top bit, doubles all
// bits but the top one of negative ones.
typedef struct {
  uint64_t always;
  uint64_t if_negative;
} creadings_order;

// The smallest and the largest, in their order, of the first value and those that the deltas add up to.
typedef struct {
  int64_t least;
  int64_t greatest;
} creadings_extremes;

creadings_extremes creadings_find_extremes(uint64_t first, const uint64_t *deltas, size_t count,
                                           creadings_order order);

// Where the first magic number begins that is whole: 0x184D2204, or 0x184D2A50 to 0x184D2A5F. `count` if
// there is none.
size_t creadings_find_magic(const void *bytes, size_t count);

#endif

#ifndef ALLOCATOR_SCENARIOS_H
#define ALLOCATOR_SCENARIOS_H

/* What a program that is linked with ReadingsAllocator may do with its memory. In C, where nothing
   allocates behind the program's back.

   Each prints lines `name measured… expected…`, with as many figures measured as expected, or
   `name figure` where the test knows what to expect. */

void run_entry_points(void);
void run_failures(void);
void run_zeroed_allocation(void);
void run_cross_thread_frees(void);
void run_threads_that_come_and_go(void);
void run_more_threads_than_slots(void);
void run_ending_thread(void);
void run_fork(void);
void run_reading_meanwhile(void);
/* A library with the functions `void *take(size_t)` and `void give(void *)`. */
void run_loaded_library(const char *path);

#endif

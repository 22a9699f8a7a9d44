#ifndef FORKING_H
#define FORKING_H

/* Swift does not import fork(2). */

/* Runs body in a child, which then leaves through exit(3), and returns its exit status. */
int run_in_forked_child(void (*body)(void));

/* Runs body in a child, which then leaves through exit(3), and returns the child's number. */
int start_forked_child(void (*body)(void));

/* Waits for a child, and returns its exit status; kills it after that many seconds, and returns -1. */
int end_of_forked_child(int child, int seconds);

#endif

#ifndef FORKING_H
#define FORKING_H

/* Swift does not import fork(2). Runs body in a child, which then leaves through exit(3), and
   returns its exit status. */
int run_in_forked_child(void (*body)(void));

#endif

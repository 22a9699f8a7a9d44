#ifndef CALL_FILTER_H
#define CALL_FILTER_H

/* Swift can't import prctl(2) and the macros of filters. */

/* Has fallocate(2) fail with an error in this process from now on, as in a container that allows few
   calls. See seccomp(2). Returns 0, or -1 where there can be no filter. */
int refuse_fallocate(int error);

#endif

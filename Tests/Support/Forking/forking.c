#define _GNU_SOURCE
#include "Forking.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

int start_forked_child(void (*body)(void)) {
  pid_t child = fork();
  if (child == 0) {
    body();
    exit(0);
  }
  return child;
}

int run_in_forked_child(void (*body)(void)) {
  int status = -1;
  waitpid(start_forked_child(body), &status, 0);
  return status;
}

int end_of_forked_child(int child, int seconds) {
  for (int turn = 0; turn < seconds * 1000; turn++) {
    int status;
    if (waitpid(child, &status, WNOHANG) == child) return status;
    nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
  }
  kill(child, SIGKILL);
  waitpid(child, NULL, 0);
  return -1;
}

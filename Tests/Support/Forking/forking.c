#include "Forking.h"

#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int run_in_forked_child(void (*body)(void)) {
  pid_t child = fork();
  if (child == 0) {
    body();
    exit(0);
  }
  int status = -1;
  waitpid(child, &status, 0);
  return status;
}

#ifndef CREADINGS_RESIDENCE_H
#define CREADINGS_RESIDENCE_H

/* Keeps the shared library that this is in loaded until the process ends, whoever calls dlclose(3): a
   probe's threads, and the handlers of forks and of SIGBUS, would be code that is not there any more. In C
   because Swift has no address of a function to ask the loader about. Takes the loader's lock. */
void creadings_stay_loaded(void);

#endif

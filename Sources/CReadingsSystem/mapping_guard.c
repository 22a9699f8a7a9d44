#define _GNU_SOURCE
#include "MappingGuard.h"
#include "Residence.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define GUARDS 1024

/* Invariant: a guard counts while size is not 0; base is set before size, and size is cleared
   before base changes. */
struct guard {
  _Atomic(uintptr_t) base;
  _Atomic(size_t) size;
  atomic_bool taken;
  volatile uint32_t lost;
};

static struct guard guards[GUARDS];
static struct sigaction before;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static bool installed;
static uintptr_t page_mask;

/* Puts zeros under the rest of the mapping that holds the address. */
static bool replace(uintptr_t address) {
  for (int number = 0; number < GUARDS; number++) {
    struct guard *guard = &guards[number];
    size_t size = atomic_load_explicit(&guard->size, memory_order_acquire);
    uintptr_t base = atomic_load_explicit(&guard->base, memory_order_acquire);
    if (size == 0 || address < base || address - base >= size) continue;
    uintptr_t page = address & page_mask;
    guard->lost = 1;
    return mmap((void *)page, base + size - page, PROT_READ | PROT_WRITE,
                MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) != MAP_FAILED;
  }
  return false;
}

/* Blocks what the kernel would block while the handler that was there before runs; on return the
   kernel opens it again. */
static void block_as_before(int signal_number) {
  sigset_t blocked = before.sa_mask;
  if (!(before.sa_flags & SA_NODEFER)) sigaddset(&blocked, signal_number);
  pthread_sigmask(SIG_BLOCK, &blocked, NULL);
  if (before.sa_flags & SA_RESETHAND) signal(signal_number, SIG_DFL);
}

static void handle(int signal_number, siginfo_t *info, void *context) {
  /* A fault of ours comes from the kernel; a signal that was sent has a code of 0 or less. */
  if (info->si_code > 0 && replace((uintptr_t)info->si_addr)) return;
  block_as_before(signal_number);
  if (before.sa_flags & SA_SIGINFO) {
    before.sa_sigaction(signal_number, info, context);
  } else if (before.sa_handler != SIG_DFL && before.sa_handler != SIG_IGN) {
    before.sa_handler(signal_number);
  } else if (before.sa_handler == SIG_DFL || info->si_code > 0) {
    /* The kernel lets nobody ignore a fault: on return it happens again, and kills. */
    signal(signal_number, SIG_DFL);
    if (info->si_code <= 0) raise(signal_number);
  }
}

static void install(void) {
  creadings_stay_loaded();
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_sigaction = handle;
  /* Not blocked meanwhile, as the handler that was there before may count on that: the Swift
     runtime's reads memory that may fault again. */
  action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;
  sigemptyset(&action.sa_mask);
  page_mask = ~((uintptr_t)sysconf(_SC_PAGESIZE) - 1);
  installed = sigaction(SIGBUS, &action, &before) == 0;
}

int creadings_guard_mapping(void *base, size_t size) {
  pthread_once(&once, install);
  for (int number = 0; installed && number < GUARDS; number++) {
    struct guard *guard = &guards[number];
    if (atomic_exchange(&guard->taken, true)) continue;
    guard->lost = 0;
    atomic_store_explicit(&guard->base, (uintptr_t)base, memory_order_release);
    atomic_store_explicit(&guard->size, size, memory_order_release);
    return number;
  }
  return -1;
}

void creadings_unguard_mapping(int number) {
  atomic_store_explicit(&guards[number].size, 0, memory_order_release);
  atomic_store_explicit(&guards[number].base, 0, memory_order_release);
  atomic_store(&guards[number].taken, false);
}

const volatile uint32_t *creadings_mapping_loss(int number) { return &guards[number].lost; }

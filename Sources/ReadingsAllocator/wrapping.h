#ifndef READINGS_ALLOCATOR_WRAPPING_H
#define READINGS_ALLOCATOR_WRAPPING_H

#include <stdint.h>

/* Whether malloc is wrapped. The names behind it, __libc_malloc and so on, are glibc's (__GLIBC__
   comes with any of its headers), and sanitizers bring a malloc of their own. */
#if !defined(__has_feature)
#define __has_feature(feature) 0
#endif

#if !defined(__GLIBC__) || defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) \
    || __has_feature(address_sanitizer) || __has_feature(hwaddress_sanitizer) \
    || __has_feature(memory_sanitizer) || __has_feature(thread_sanitizer)
#define READINGS_WRAPS_MALLOC 0
#else
#define READINGS_WRAPS_MALLOC 1
#endif

/* What others find in the library, of which all else is hidden when it is preloaded. */
#define EXPORT __attribute__((visibility("default")))

#endif

import Foundation
import Testing

/// The allocator beside another malloc: all goes on to that one, and nothing is counted.
@Suite(.timeLimit(.minutes(5))) struct OtherMallocTests {
  /// The two libraries, in either order of preloading.
  private static let orders = [false, true]

  private static func preloaded(_ isAllocatorFirst: Bool, _ libraries: [SharedLibrary]) -> String {
    let paths = libraries.map(\.path)
    return (isAllocatorFirst ? paths : paths.reversed()).joined(separator: ":")
  }

  @Test(arguments: orders, ["", "-DHAS_GLIBCS_NAMES"])
  func blocksGoBackToWhomTheyCameFrom(isAllocatorFirst: Bool, options: String) throws {
    let libraries = [try SharedLibrary.allocator(), try SharedLibrary(Self.source, options)]
    let script =
      "awk 'BEGIN { for (i = 0; i < 3000; i++) print (i * 7919) % 3001 }' | sort -n | cksum"
    let text = try Program.shell(
      script, environment: ["LD_PRELOAD": Self.preloaded(isAllocatorFirst, libraries)])
    #expect(try text == Program.shell(script))
  }

  @Test(arguments: orders, ["", "-DHAS_GLIBCS_NAMES"])
  func everyFunctionIsTheOtherOnes(isAllocatorFirst: Bool, options: String) throws {
    let libraries = [try SharedLibrary.allocator(), try SharedLibrary(Self.source, options)]
    let user = try SharedLibrary(Self.user)
    let text = try Program.shell(
      "true",
      environment: [
        "LD_PRELOAD": "\(Self.preloaded(isAllocatorFirst, libraries)):\(user.path)"
      ])
    #expect(text == "counts 0, passes on 1\n")
  }

  @Test(arguments: orders)
  func aProbeSaysThatNothingIsCounted(isAllocatorFirst: Bool) throws {
    guard !Exercise.isSanitized else { return }
    let libraries = [try SharedLibrary.allocator(), try SharedLibrary(Self.source)]
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).rdg").path()
    defer { try? FileManager.default.removeItem(atPath: file) }
    let host = Program.builtFolder.appending(path: "dormant-host").path()
    let text = try Program.shell(
      "'\(host)' 2>&1 || test $? = 7",
      environment: [
        "LD_PRELOAD": Self.preloaded(isAllocatorFirst, libraries), "READINGS": file,
      ])
    let sentence =
      "the system does not tell these, which are not recorded: allocator, beside another malloc"
    #expect(text.contains(sentence), "\(text)")
  }

  /// A malloc that never gives anything back, and ends the program at a block that is not its own.
  /// Like jemalloc it lacks reallocarray, and with HAS_GLIBCS_NAMES it has glibc's own names as well,
  /// like tcmalloc.
  private static let source = """
    #include <errno.h>
    #include <stddef.h>
    #include <stdint.h>
    #include <stdlib.h>
    #include <string.h>
    static char area[(size_t)1 << 30] __attribute__((aligned(4096)));
    static _Atomic size_t used;
    static size_t *head(void *block) {
      if ((char *)block < area || (char *)block >= area + sizeof area) abort();
      return (size_t *)block - 1;
    }
    void *memalign(size_t alignment, size_t size) {
      if (alignment < 16) alignment = 16;
      size_t start = (used += size + 2 * alignment) - size - alignment;
      char *block = (char *)(((uintptr_t)area + start) / alignment * alignment);
      if (block + size > area + sizeof area) abort();
      *head(block) = size;
      return block;
    }
    void *malloc(size_t size) { return memalign(16, size); }
    void *calloc(size_t number, size_t size) { return malloc(number * size); }
    void free(void *block) { if (block != NULL) head(block); }
    size_t malloc_usable_size(void *block) { return block == NULL ? 0 : *head(block); }
    void *realloc(void *block, size_t size) {
      void *result = malloc(size);
      size_t old = malloc_usable_size(block);
      if (block != NULL) memcpy(result, block, old < size ? old : size);
      return result;
    }
    void *aligned_alloc(size_t alignment, size_t size) { return memalign(alignment, size); }
    int posix_memalign(void **result, size_t alignment, size_t size) {
      *result = memalign(alignment, size);
      return 0;
    }
    void *valloc(size_t size) { return memalign(4096, size); }
    void *pvalloc(size_t size) { return memalign(4096, (size + 4095) / 4096 * 4096); }
    #ifdef HAS_GLIBCS_NAMES
    void *__libc_malloc(size_t size) __attribute__((alias("malloc")));
    void *__libc_calloc(size_t number, size_t size) __attribute__((alias("calloc")));
    void *__libc_realloc(void *block, size_t size) __attribute__((alias("realloc")));
    void *__libc_memalign(size_t alignment, size_t size) __attribute__((alias("memalign")));
    void __libc_free(void *block) __attribute__((alias("free")));
    #endif
    """

  /// Calls every function of the family with blocks of every other, and says what is counted.
  private static let user = """
    #define _GNU_SOURCE
    #include <malloc.h>
    #include <stdbool.h>
    #include <stdio.h>
    #include <stdlib.h>
    bool readings_allocator_read(unsigned long long totals[4]);
    bool readings_allocator_passes_on(void);
    void free_sized(void *block, size_t size);
    void free_aligned_sized(void *block, size_t alignment, size_t size);
    void cfree(void *block);
    static void use(void *block, void (*give)(void *)) {
      if (malloc_usable_size(block) < 100) abort();
      block = reallocarray(block, 30, 10);
      if (malloc_usable_size(block) < 300) abort();
      give(block);
    }
    static void give_sized(void *block) { free_sized(block, 300); }
    static void give_aligned(void *block) { free_aligned_sized(block, 16, 300); }
    __attribute__((constructor)) static void call_all(void) {
      void (*gives[])(void *) = {free, give_sized, give_aligned, cfree};
      for (int index = 0; index < 4; index++) {
        use(malloc(100), gives[index]);
        use(calloc(10, 10), gives[index]);
        use(realloc(NULL, 100), gives[index]);
        use(memalign(64, 100), gives[index]);
        use(aligned_alloc(64, 128), gives[index]);
        use(valloc(100), gives[index]);
        use(pvalloc(100), gives[index]);
        void *block;
        if (posix_memalign(&block, 64, 100) != 0) abort();
        use(block, gives[index]);
      }
      unsigned long long totals[4];
      int counts = readings_allocator_read(totals), passes = readings_allocator_passes_on();
      printf("counts %d, passes on %d\\n", counts, passes);
      fflush(stdout);
    }
    """
}

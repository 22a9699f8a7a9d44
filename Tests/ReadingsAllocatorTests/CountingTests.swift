import CReadingsSystem
import Foundation
import Testing

/// A program that is linked with the allocator.
@Suite(.timeLimit(.minutes(5))) struct CountingTests {
  @Test func everyEntryPointCountsItsBlock() throws {
    _ = try Exercise.run("entry-points")
  }

  @Test func aFailureCountsNothing() throws {
    _ = try Exercise.run("failures")
  }

  @Test func aGrowingArrayCountsWithItsSize() throws {
    guard let exercise = try Exercise.run("array") else { return }
    let grown = try #require(exercise.figures["grown"])
    let capacity = try #require(exercise.figures["capacity"])
    #expect(grown >= capacity)
    // The array's header, the rest of its last page, and what the runtime makes on first use.
    #expect(grown < capacity + 65_536)
    #expect(try #require(exercise.figures["left"]).magnitude < 65_536)
  }

  @Test func zeroedMemoryStaysUntouched() throws {
    guard let exercise = try Exercise.run("zeroed") else { return }
    #expect(try #require(exercise.figures["allocated"]) >= 512 << 20)
    #expect(try #require(exercise.figures["resident"]) < 8 << 20)
  }

  @Test func aBlockMayBeFreedByAnotherThread() throws {
    guard let exercise = try Exercise.run("cross-thread") else { return }
    // What it takes to start a thread.
    #expect((0..<65_536).contains(try #require(exercise.figures["allocated_beyond_blocks"])))
  }

  @Test func threadsThatComeAndGoShareFewSlots() throws {
    _ = try Exercise.run("come-and-go")
  }

  @Test func moreThreadsThanSlotsAreCounted() throws {
    guard let exercise = try Exercise.run("crowd") else { return }
    #expect(try #require(exercise.figures["without_slot"]) == 500 + 1 - 255)
  }

  @Test func aThreadIsCountedToItsVeryEnd() throws {
    _ = try Exercise.run("ending")
  }

  @Test func aForkedChildCountsOnWithItsOwnSlots() throws {
    _ = try Exercise.run("fork")
  }

  @Test func totalsOnlyGrowWhileTheyAreRead() throws {
    guard let exercise = try Exercise.run("reading") else { return }
    #expect(try #require(exercise.figures["reads"]) > 0)
  }

  @Test func aProbeFindsTheCounters() throws {
    _ = try Exercise.run("accessors")
  }

  @Test func aProbeFindsNoneInAProgramWithoutThem() throws {
    #expect(!creadings_allocator_find())
    #expect(!creadings_allocator_is_linked())
    var totals: [UInt64] = [1, 2, 3, 4]
    #expect(!creadings_allocator_read(&totals))
    #expect(totals == [0, 0, 0, 0])
    #expect(try Program.run(built: "allocator-view") == "none\n")
  }

  @Test func codeThatIsLoadedLaterIsCounted() throws {
    let library = try SharedLibrary(
      """
      #include <stdlib.h>
      void *take(size_t size) { return malloc(size); }
      void give(void *block) { free(block); }
      """)
    _ = try Exercise.run("library", library.path)
  }
}

#if os(Linux)

  import Foundation
  import Testing

  @testable import ReadingsProbe

  /// What of the memory is the process's own.
  @Suite struct MemoryMapTests {
    private static let rollup = """
      5641520000-7fffb34000 ---p 00000000 00:00 0                          [rollup]
      Rss:                1784 kB
      Pss:                 307 kB
      Pss_Dirty:           112 kB
      Private_Clean:        40 kB
      Private_Dirty:       112 kB
      AnonHugePages:      2048 kB
      Swap:                 12 kB
      SwapPss:               3 kB

      """

    @Test func theKernelsLinesAreReadInBytes() throws {
      let tree = try CgroupTree(["/smaps_rollup": Self.rollup])
      let memory = try #require(MemoryMapVitals(path: tree.root + "/smaps_rollup"))
      #expect(memory.values() == [307 << 10, 152 << 10, 12 << 10, 2048 << 10])
    }

    @Test func whereTheKernelTellsNothingThereIsNoCollector() throws {
      let tree = try CgroupTree(["/smaps_rollup": "Rss: 1 kB\n"])
      #expect(MemoryMapVitals(path: tree.root + "/smaps_rollup") == nil)
      #expect(MemoryMapVitals(path: tree.root + "/none") == nil)
    }

    @Test func numbersThatAreTooLargeAreTheLargest() throws {
      let tree = try CgroupTree(["/smaps_rollup": "Pss: \(Int64.max) kB\n"])
      let memory = try #require(MemoryMapVitals(path: tree.root + "/smaps_rollup"))
      #expect(memory.values() == [UInt64(Int64.max), 0, 0, 0])
    }

    @Test func memoryThatIsWrittenIsTheProcesssOwn() async {
      await #expect(processExitsWith: .success) {
        guard let memory = MemoryMapVitals() else { return }
        let before = memory.named()
        let block = UnsafeMutableRawPointer.allocate(byteCount: 64 << 20, alignment: 4096)
        memset(block, 1, 64 << 20)
        let after = memory.named()
        for name in ["unique", "proportional"] {
          #expect(after[name]! >= before[name]! + 60 << 20)
        }
        #expect(after["unique"]! <= after["proportional"]!)
      }
    }
  }

#endif

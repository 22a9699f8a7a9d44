#if os(Linux)

  import Foundation
  import Testing

  @testable import ReadingsProbe

  /// The time that threads waited for a CPU, in folders such as the kernel's.
  @Suite(.timeLimit(.minutes(5))) struct SchedulerTests {
    /// A folder of threads, each with the numbers of its schedstat.
    private static func tree(_ threads: [Int: String]) throws -> CgroupTree {
      try CgroupTree(
        Dictionary(uniqueKeysWithValues: threads.map { ("/task/\($0)/schedstat", $1) }))
    }

    @Test func allThreadsCountTogether() throws {
      let tree = try Self.tree([7: "100 5 1\n", 12: "1 20 1\n", 99_999: "0 300 0\n"])
      let scheduler = try #require(SchedulerVitals(path: tree.root + "/task"))
      #expect(scheduler.values() == [325])
      try tree.write("/task/12/schedstat", Array("1 25 1\n".utf8))
      #expect(scheduler.values() == [330])
    }

    @Test func aThreadThatHasEndedKeepsWhatItWaited() throws {
      let tree = try Self.tree([7: "100 5 1\n", 12: "1 20 1\n"])
      let scheduler = try #require(SchedulerVitals(path: tree.root + "/task"))
      try tree.remove("/task/12")
      #expect(scheduler.values() == [25])
      try tree.write("/task/7/schedstat", Array("100 8 1\n".utf8))
      #expect(scheduler.values() == [28])
    }

    /// Numbers are given again: a thread that has waited less than the one before is another one.
    @Test func aNumberThatIsGivenAgainIsAnotherThreads() throws {
      let tree = try Self.tree([7: "100 50 1\n"])
      let scheduler = try #require(SchedulerVitals(path: tree.root + "/task"))
      try tree.write("/task/7/schedstat", Array("1 3 1\n".utf8))
      #expect(scheduler.values() == [53])
      try tree.write("/task/7/schedstat", Array("1 4 1\n".utf8))
      #expect(scheduler.values() == [54])
    }

    @Test func whatIsNoThreadIsPassedOver() throws {
      let tree = try CgroupTree([
        "/task/7/schedstat": "100 5 1\n", "/task/x/schedstat": "1 1000 1\n",
        "/task/99999999999/schedstat": "1 1000 1\n", "/task/8/status": "",
        "/task/9/schedstat": "1\n",
      ])
      let scheduler = try #require(SchedulerVitals(path: tree.root + "/task"))
      #expect(scheduler.values() == [5])
    }

    @Test func whereNothingIsToldThereIsNoCollector() throws {
      let tree = try CgroupTree(["/task/7/status": ""])
      #expect(SchedulerVitals(path: tree.root + "/task") == nil)
      #expect(SchedulerVitals(path: tree.root + "/none") == nil)
    }

    @Test func manyThreadsAreReadUpToTheLimit() throws {
      let count = ThreadValues.limit + 20
      let tree = try Self.tree(
        Dictionary(uniqueKeysWithValues: (1...count).map { ($0, "0 1 0\n") }))
      let scheduler = try #require(SchedulerVitals(path: tree.root + "/task"))
      #expect(scheduler.values() == [UInt64(ThreadValues.limit)])
    }

    @Test func valuesOfThreadsAreKeptApart() {
      var values = ThreadValues()
      let threads = (0..<UInt32(ThreadValues.limit)).map { $0 &* 2_654_435_761 }
      for thread in threads {
        let isSet = values.set(UInt64(thread) * 3, of: thread)
        #expect(isSet)
      }
      let (isSetBeyond, isSetAgain) = (values.set(1, of: 12_345), values.set(7, of: threads[5]))
      #expect(!isSetBeyond && isSetAgain)
      for thread in threads where thread != threads[5] {
        let value = values[thread]
        #expect(value == UInt64(thread) * 3)
      }
      let (beyond, again) = (values[12_345], values[threads[5]])
      #expect(beyond == nil && again == 7)
      values.removeAll()
      let gone = values[threads[5]]
      #expect(gone == nil)
    }

    /// Twice as many threads that compute as there are cores wait about as long as they run.
    @Test func threadsThatComputeOnFewCoresWait() async {
      await #expect(processExitsWith: .success) {
        let scheduler = try #require(SchedulerVitals())
        let before = scheduler.values()[0]
        for _ in 0..<4 * ProcessInfo.processInfo.activeProcessorCount {
          Thread.detachNewThread {
            var number: UInt64 = 1
            while true { number = number &* 3 &+ 1 }
          }
        }
        // A tenth of a second of waiting comes soon, however long it takes.
        while scheduler.values()[0] < before + 100_000_000 { usleep(10_000) }
      }
    }
  }

#endif

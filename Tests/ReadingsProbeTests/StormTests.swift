import Foundation
import ReadingsFormat
import Synchronization
import Testing

@testable import ReadingsProbe

/// Far more events than any disk takes, from more threads than there are cores.
@Suite struct StormTests {
  /// 20,000 a thread, unless the environment asks for more.
  static let count =
    ProcessInfo.processInfo.environment["READINGS_STORM"].flatMap(Int.init) ?? 20_000
  private static let threads = 8

  @Test func everyEventIsInTheFileOrCountedAsDropped() throws {
    let path = temporaryPath("storm")
    defer { try? FileManager.default.removeItem(atPath: path) }
    let probe = try Probe(recordingTo: path)
    let updates = try probe.counter("updates")
    let level = try probe.gauge("level", of: Int64.self)
    try probe.start(every: .microseconds(100))
    DispatchQueue.concurrentPerform(iterations: Self.threads) { thread in
      for number in 0..<Self.count {
        probe.event("\(thread) \(number)")
        updates.add()
        level.add(number & 1 == 0 ? 1 : -1)
      }
    }
    probe.flush()
    probe.stop()

    let total = Self.threads * Self.count
    var next = [Int](repeating: 0, count: Self.threads)
    var recorded = 0
    var dropped = 0
    let reader = try LogReader(path: path)
    let block = ColumnBlock()
    for index in reader.blocks.indices {
      try reader.decode(index, into: block)
      for event in block.events {
        let parts = event.label.split(separator: " ").compactMap { Int($0) }
        guard parts.count == 2 else { continue }
        // Each thread's events keep their order, and none is there twice.
        #expect(parts[1] >= next[parts[0]])
        next[parts[0]] = parts[1] + 1
        recorded += 1
      }
      let column = try #require(block.schema.index(of: .droppedEvents))
      dropped = Int(block[column: column, row: block.rowCount - 1])
    }
    #expect(recorded + dropped == total)
    #expect(recorded > 0)
    #expect(updates.value == Int64(total))
    #expect(level.value == 0)
    #expect(reader.damage == [])
  }
}

/// The reference behind the global probe.
@Suite struct SharedReferenceTests {
  private final class Tracked: Sendable {
    private let count: Counted

    init(_ count: Counted) {
      self.count = count
      count.change(by: 1)
    }

    deinit { count.change(by: -1) }

    var isAlive: Bool { count.now > 0 }
  }

  private final class Counted: Sendable {
    private let value = Atomic<Int>(0)

    var now: Int { value.load(ordering: .relaxed) }

    func change(by amount: Int) { value.add(amount, ordering: .relaxed) }
  }

  @Test func readersNeverSeeAnObjectThatIsGone() {
    let count = Counted()
    let shared = SharedReference<Tracked>()
    DispatchQueue.concurrentPerform(iterations: 4) { thread in
      for round in 0..<20_000 {
        if thread == 0 {
          shared.store(round % 7 == 0 ? nil : Tracked(count))
        } else if let object = shared.load() {
          #expect(object.isAlive)
        }
      }
    }
    shared.store(nil)
    #expect(shared.load() == nil)
    #expect(count.now == 0)
  }
}

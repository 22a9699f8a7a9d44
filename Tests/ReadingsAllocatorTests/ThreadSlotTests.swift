import CReadingsThreadSlots
import Foundation
import Synchronization
import Testing

/// Threads that count into slots, in the tests' own process.
@Suite(.serialized, .timeLimit(.minutes(5))) struct ThreadSlotTests {
  private static let slots = Int(READINGS_THREAD_SLOTS)

  @Test func aThreadKeepsItsSlot() {
    let slot = readings_thread_slot_current()
    for _ in 0..<1_000 { #expect(readings_thread_slot_current() == slot) }
    #expect(slot < readings_thread_slot_limit())
    #expect(readings_thread_slot_limit() <= Self.slots)
  }

  @Test func noTwoThreadsShareASlotButTheFirst() {
    let owners = Tally(count: Self.slots)
    inThreads(400) { meeting in
      owners.add(1, to: Int(readings_thread_slot_current()))
      meeting.wait()
    }
    let values = owners.values
    #expect(values.reduce(0, +) == 400)
    #expect(values.dropFirst().allSatisfy { $0 <= 1 })
    // Some slots belong to threads of other tests.
    #expect(values[0] >= 400 - 255 && values[0] < 400)
    #expect(readings_thread_slot_limit() == Self.slots)
  }

  @Test func plainAdditionsInSlotsLoseNothing() {
    let totals = Tally(count: Self.slots)
    for _ in 0..<10 {
      inThreads(300) { meeting in
        for amount in 1...100 {
          let slot = Int(readings_thread_slot_current())
          if slot == 0 {
            totals.add(amount, to: 0)
          } else {
            totals.addAlone(amount, to: slot)
          }
        }
        meeting.wait()
      }
    }
    #expect(totals.values.reduce(0, +) == 10 * 300 * 5_050)
  }

  /// Runs a body in threads that live at the same time: each waits for the others at the meeting.
  private func inThreads(_ count: Int, _ body: @escaping @Sendable (Meeting) -> Void) {
    let meeting = Meeting(of: count)
    let ended = DispatchGroup()
    for _ in 0..<count {
      ended.enter()
      let thread = Thread {
        body(meeting)
        ended.leave()
      }
      thread.stackSize = 256 << 10
      thread.start()
    }
    ended.wait()
  }
}

/// Lets threads go on when all of them have come. Not by a `Mutex`, which the thread sanitizer does not
/// see through.
private final class Meeting: Sendable {
  private let missing: Atomic<Int>
  private let complete = DispatchSemaphore(value: 0)

  init(of count: Int) { missing = Atomic(count) }

  func wait() {
    let (_, left) = missing.subtract(1, ordering: .acquiringAndReleasing)
    if left > 0 { complete.wait() }
    // Each lets the next one through.
    complete.signal()
  }
}

/// Totals by slot.
private final class Tally: Sendable {
  nonisolated(unsafe) private let totals: UnsafeMutablePointer<Atomic<Int>>
  private let count: Int

  init(count: Int) {
    self.count = count
    totals = .allocate(capacity: count)
    for index in 0..<count { (totals + index).initialize(to: Atomic(0)) }
  }

  deinit {
    totals.deinitialize(count: count)
    totals.deallocate()
  }

  var values: [Int] { (0..<count).map { totals[$0].load(ordering: .relaxed) } }

  /// For any number of threads.
  func add(_ amount: Int, to slot: Int) { totals[slot].add(amount, ordering: .relaxed) }

  /// For the slot's owner.
  func addAlone(_ amount: Int, to slot: Int) {
    totals[slot].store(totals[slot].load(ordering: .relaxed) + amount, ordering: .relaxed)
  }
}

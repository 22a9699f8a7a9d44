import Foundation
import Synchronization
import Testing

@testable import ReadingsProbe

/// Forks that overlap without end, of which each waits for the probe's threads and they for it.
@Suite(.timeLimit(.minutes(2))) struct ForkGateTests {
  private final class Storm: Sendable {
    let gate = ForkGate()
    let turns = Atomic<Int>(0)
    let forks = Atomic<Int>(0)
    let forkers = Atomic<Int>(0)
    let isInside = Atomic<Int>(0)
    let collisions = Atomic<Int>(0)
  }

  /// Runs a body on so many threads of their own, however few cores there are.
  private func onThreads(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
    let group = DispatchGroup()
    for number in 0..<count {
      group.enter()
      Thread.detachNewThread {
        body(number)
        group.leave()
      }
    }
    group.wait()
  }

  @Test func workIsNotStarved() {
    let storm = Storm()
    let (forkers, workers, turns) = (4, 2, 50)
    onThreads(forkers + workers) { thread in
      if thread < workers {
        // The storm is there by then.
        while storm.forks.load(ordering: .relaxed) < forkers { usleep(100) }
        for _ in 0..<turns {
          storm.gate.enter()
          storm.isInside.add(1, ordering: .sequentiallyConsistent)
          if storm.forkers.load(ordering: .sequentiallyConsistent) > 0 {
            storm.collisions.add(1, ordering: .relaxed)
          }
          storm.isInside.subtract(1, ordering: .sequentiallyConsistent)
          storm.gate.leave()
          storm.turns.add(1, ordering: .relaxed)
        }
      } else {
        while storm.turns.load(ordering: .relaxed) < workers * turns {
          storm.gate.close()
          storm.forkers.add(1, ordering: .sequentiallyConsistent)
          if storm.isInside.load(ordering: .sequentiallyConsistent) > 0 {
            storm.collisions.add(1, ordering: .relaxed)
          }
          // Longer than it takes the others to come back: some fork is always under way.
          usleep(2_000)
          storm.forkers.subtract(1, ordering: .sequentiallyConsistent)
          storm.forks.add(1, ordering: .relaxed)
          storm.gate.open()
        }
      }
    }
    #expect(storm.turns.load(ordering: .relaxed) == workers * turns)
    #expect(storm.collisions.load(ordering: .relaxed) == 0)
  }

  @Test func forksAreNotStarvedByWorkThatGoesOn() {
    let storm = Storm()
    onThreads(4) { thread in
      if thread < 2 {
        while storm.forks.load(ordering: .relaxed) < 100 {
          storm.gate.enter()
          storm.gate.leave()
        }
      } else {
        for _ in 0..<50 {
          storm.gate.close()
          storm.gate.open()
          storm.forks.add(1, ordering: .relaxed)
        }
      }
    }
    #expect(storm.forks.load(ordering: .relaxed) == 100)
  }
}

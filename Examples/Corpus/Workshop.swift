import Foundation
import Synchronization

/// Worker threads that take jobs from a queue until it is empty.
struct Workshop {
  let threads: Int
  let metrics: Metrics

  /// Does `work` on every job and returns the results in the jobs' order.
  func run<Job: Sendable, Result: Sendable>(
    _ jobs: [Job], _ work: @escaping @Sendable (Job) -> Result
  ) -> [Result] {
    let queue = JobQueue<Result>(count: jobs.count)
    metrics.queue.set(Int64(jobs.count))
    let done = DispatchGroup()
    for _ in 0..<threads {
      done.enter()
      let thread = Thread {
        while let index = queue.take() {
          metrics.queue.add(-1)
          queue.put(work(jobs[index]), at: index)
          metrics.jobs.add()
        }
        done.leave()
      }
      thread.start()
    }
    done.wait()
    return queue.results
  }
}

/// Hands out job numbers and collects results.
final class JobQueue<Result: Sendable>: Sendable {
  private struct State {
    var next = 0
    var results: [Result?]
  }

  private let count: Int
  private let state: Mutex<State>

  init(count: Int) {
    self.count = count
    state = Mutex(State(results: Array(repeating: nil, count: count)))
  }

  func take() -> Int? {
    state.withLock { state in
      guard state.next < count else { return nil }
      state.next += 1
      return state.next - 1
    }
  }

  func put(_ result: Result, at index: Int) {
    state.withLock { $0.results[index] = result }
  }

  var results: [Result] { state.withLock { $0.results.compactMap(\.self) } }
}

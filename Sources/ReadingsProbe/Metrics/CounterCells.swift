import CReadingsThreadSlots
import ReadingsFormat

/// The value of one counter: a word for each thread slot, so that adding is a plain load and store
/// in memory that no other thread writes. The value is their sum.
///
/// Invariant: `base` is the first slot's word; the next slot's is `stride` bytes further on, up to
/// the last one, in memory that the chunk keeps.
final class CounterCells: @unchecked Sendable {
  /// The distance between two slots: the counters of one thread are together, on cache lines that
  /// no other thread writes.
  static let stride = 8 * CounterChunk.capacity

  let base: UnsafeMutableRawPointer
  private let chunk: CounterChunk
  private let index: Int

  init(chunk: CounterChunk, index: Int) {
    self.chunk = chunk
    self.index = index
    base = chunk.base + 8 * index
  }

  // Nobody has the counter any more, so that nobody adds to it.
  deinit { chunk.release(index) }

  /// Adds to the calling thread's word.
  @inline(__always) func add(_ amount: UInt64) {
    readings_thread_slot_add(base, Self.stride, amount)
  }

  /// The counter's value.
  @inline(__always) static func total(at base: UnsafeRawPointer) -> UInt64 {
    readings_thread_slot_sum(base, stride)
  }
}

/// Room for a number of counters. Pages that no thread has counted in take no memory.
final class CounterChunk: @unchecked Sendable {
  /// The counters of a chunk; each takes eight bytes a thread.
  static let capacity = 64
  private static let size = CounterCells.stride * Int(READINGS_THREAD_SLOTS)

  let base: UnsafeMutableRawPointer
  private let free = Guarded(Array((0..<capacity).reversed()))

  init() throws(Errno) { base = try SystemCall.mapAnonymous(count: Self.size) }

  deinit { SystemCall.unmap(base, count: Self.size) }

  /// A counter that is zero; nil if there is no room.
  func next() -> CounterCells? {
    free.withLock { $0.popLast() }.map { CounterCells(chunk: self, index: $0) }
  }

  fileprivate func release(_ index: Int) {
    for slot in 0..<Int(READINGS_THREAD_SLOTS) {
      let word = base + slot * CounterCells.stride + 8 * index
      // Pages that nobody has touched stay untouched.
      if word.load(as: UInt64.self) != 0 { word.storeBytes(of: 0, as: UInt64.self) }
    }
    free.withLock { $0.append(index) }
  }
}

/// All counters of a probe.
struct CounterArena {
  private var chunks: [CounterChunk] = []

  /// A counter that is zero.
  mutating func next() throws(Errno) -> CounterCells {
    for chunk in chunks {
      if let cells = chunk.next() { return cells }
    }
    let chunk = try CounterChunk()
    chunks.append(chunk)
    // A new chunk has room.
    return chunk.next()!
  }
}

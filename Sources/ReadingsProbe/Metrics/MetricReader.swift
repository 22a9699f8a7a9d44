import ReadingsFormat
import Synchronization

/// Reads the metrics into a row. Lives on the heartbeat thread; reading allocates nothing.
///
/// The metrics are sorted out by source, so that reading a plain value is one load.
struct MetricReader: ~Copyable {
  private struct Function {
    let index: Int
    let call: @Sendable () -> UInt64
  }

  /// Keeps what is pointed to.
  private let metrics: [Metric]
  private let words: PlaceTable
  private let totals: PlaceTable
  private var functions: [Function] = []

  init(_ metrics: [Metric]) {
    self.metrics = metrics
    var words: [PlaceTable.Place] = []
    var totals: [PlaceTable.Place] = []
    for (index, metric) in metrics.enumerated() {
      switch metric.source {
      case .gauge(let cell): words.append(.init(index: index, address: UnsafeRawPointer(cell.word)))
      case .word(let word): words.append(.init(index: index, address: word.pointer))
      case .counter(let cells): totals.append(.init(index: index, address: cells.base))
      case .function(let call): functions.append(Function(index: index, call: call))
      }
    }
    self.words = PlaceTable(words)
    self.totals = PlaceTable(totals)
  }

  /// The metrics' columns, in the order in which values are written.
  var columns: [Column] { metrics.map(\.column) }

  /// Writes the values that are at hand; those of functions stay as they are.
  @inline(__always) func readStored(into row: UnsafeMutablePointer<UInt64>) {
    for place in 0..<words.count {
      let place = words[place]
      // What is there is an atomic word, whose layout is that of its value.
      row[place.index] = place.address.assumingMemoryBound(to: Atomic<UInt64>.self).pointee
        .load(ordering: .relaxed)
    }
    for place in 0..<totals.count {
      let place = totals[place]
      row[place.index] = CounterCells.total(at: place.address)
    }
  }

  /// Calls the functions.
  @inline(__always) func callFunctions(into row: UnsafeMutablePointer<UInt64>) {
    if functions.isEmpty { return }
    for function in functions { row[function.index] = function.call() }
  }
}

/// Which value of a row is where in memory. Not an array, whose reference would be counted at every
/// beat.
///
/// Invariant: `storage` holds `count` places.
private struct PlaceTable: ~Copyable {
  struct Place {
    let index: Int
    let address: UnsafeRawPointer
  }

  private let storage: OwnedBytes
  let count: Int

  init(_ places: [Place]) {
    count = places.count
    storage = OwnedBytes(count: MemoryLayout<Place>.stride * places.count)
    let first = storage.base.bindMemory(to: Place.self, capacity: places.count)
    for (index, place) in places.enumerated() {
      (first + index).initialize(to: place)
    }
  }

  @inline(__always) subscript(index: Int) -> Place {
    assert(index >= 0 && index < count)
    return storage.base.assumingMemoryBound(to: Place.self)[index]
  }
}

import ReadingsFormat
import Synchronization

/// Reads the metrics into a row. Lives on the heartbeat thread; reading allocates nothing.
///
/// The metrics are sorted out by source, so that reading a plain value is one load.
struct MetricReader: ~Copyable {
  private struct Word {
    let index: Int
    let pointer: UnsafePointer<Atomic<UInt64>>
  }

  private struct Total {
    let index: Int
    let cells: UnsafeRawPointer
  }

  private struct Function {
    let index: Int
    let call: @Sendable () -> UInt64
  }

  /// Keeps what is pointed to.
  private let metrics: [Metric]
  private var words: [Word] = []
  private var totals: [Total] = []
  private var functions: [Function] = []

  init(_ metrics: [Metric]) {
    self.metrics = metrics
    for (index, metric) in metrics.enumerated() {
      switch metric.source {
      case .gauge(let cell): words.append(Word(index: index, pointer: UnsafePointer(cell.word)))
      case .word(let word): words.append(Word(index: index, pointer: word.pointer))
      case .counter(let cells): totals.append(Total(index: index, cells: cells.base))
      case .function(let call): functions.append(Function(index: index, call: call))
      }
    }
  }

  /// The metrics' columns, in the order in which values are written.
  var columns: [Column] { metrics.map(\.column) }

  /// Writes the values that are at hand; those of functions stay as they are.
  @inline(__always) func readStored(into row: UnsafeMutablePointer<UInt64>) {
    for word in words { row[word.index] = word.pointer.pointee.load(ordering: .relaxed) }
    for total in totals { row[total.index] = CounterCells.total(at: total.cells) }
  }

  /// Calls the functions.
  @inline(__always) func callFunctions(into row: UnsafeMutablePointer<UInt64>) {
    for function in functions { row[function.index] = function.call() }
  }
}

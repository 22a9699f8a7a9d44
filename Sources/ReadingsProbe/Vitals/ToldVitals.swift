import ReadingsFormat

/// A collector without those of its columns that the system does not tell: they would be 0 for ever, which
/// says something else than that nothing is known.
final class ToldVitals: VitalsCollector {
  let columns: [Column]
  /// The columns that are left out.
  let missing: [Column]
  private let collector: any VitalsCollector
  /// The positions of the columns among the collector's.
  private let kept: [Int]
  private let row: OwnedBytes

  /// Reads once to see what there is. Nil where all is told, or nothing is: no descriptor may be free now.
  init?(_ collector: any VitalsCollector) {
    let all = collector.columns
    row = OwnedBytes(count: 8 * all.count)
    self.collector = collector
    // A value that is left as it was, whatever it was, has not been told.
    var isTold = all.map { _ in false }
    for word in [0, UInt64.max] {
      for index in all.indices { row.words()[index] = word }
      collector.collect(into: row.words())
      for index in all.indices where row.words()[index] != word { isTold[index] = true }
    }
    guard isTold.contains(true), isTold.contains(false) else { return nil }
    let kept = all.indices.filter { isTold[$0] }
    self.kept = kept
    columns = kept.map { all[$0] }
    missing = all.indices.filter { !isTold[$0] }.map { all[$0] }
  }

  func collect(into row: UnsafeMutablePointer<UInt64>) {
    collector.collect(into: self.row.words())
    for (place, index) in kept.enumerated() { row[place] = self.row.words()[index] }
  }
}

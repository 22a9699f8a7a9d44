import ReadingsFormat

@testable import ReadingsProbe

/// A collector that tells how often it has been asked, or what it is told to tell.
final class CountingCollector: VitalsCollector {
  let columns: [Column]
  /// How often it has been asked.
  var calls: UInt64 = 0
  /// What it tells; the number of calls if this is nil, and nothing if `isSilent`.
  var values: [UInt64]?
  var isSilent = false

  init(_ columns: [Column]) { self.columns = columns }

  func collect(into row: UnsafeMutablePointer<UInt64>) {
    calls += 1
    if isSilent { return }
    for index in columns.indices { row[index] = values?[index] ?? calls }
  }
}

extension VitalsCollector {
  /// The values of one reading, in the order of the columns.
  func values(_ previous: [UInt64]? = nil) -> [UInt64] {
    var row = previous ?? [UInt64](repeating: 0, count: columns.count)
    row.withUnsafeMutableBufferPointer { row in
      if let base = row.baseAddress { collect(into: base) }
    }
    return row
  }

  /// The values of one reading by the columns' names.
  func named() -> [String: UInt64] {
    Dictionary(uniqueKeysWithValues: zip(columns.map(\.name), values()))
  }
}

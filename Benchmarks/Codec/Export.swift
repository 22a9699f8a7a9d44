import Foundation

/// The traces in a folder as `rivals.py` reads them.
///
/// `traces.json` lists them. `NAME.columns` has the values column after column, 8 bytes each in
/// little-endian order, with the clock in ns. `NAME.repeated.rdg` is a recording that begins again
/// until it has its share of ten million rows, with the default clock.
struct Export {
  let traces: [Trace]
  let folder: URL

  private struct Listing: Encodable {
    let repeatedRows: Int
    let traces: [Entry]
  }

  private struct Entry: Encodable {
    let name: String
    let rows: Int
    let columns: [Field]
  }

  private struct Field: Encodable {
    let name: String
    let isDouble: Bool
  }

  func write() throws {
    let repeatedRows = 10_000_000 / traces.count
    let entries = traces.map { trace in
      Entry(
        name: trace.name, rows: trace.rowCount,
        columns: trace.schema.columns.map {
          Field(name: $0.name, isDouble: $0.type == .float64)
        })
    }
    try JSONEncoder().encode(Listing(repeatedRows: repeatedRows, traces: entries))
      .write(to: folder.appendingPathComponent("traces.json"))
    for trace in traces {
      try columns(of: trace).write(to: folder.appendingPathComponent("\(trace.name).columns"))
      try trace.withDefaultClock.record(
        to: folder.appendingPathComponent("\(trace.name).repeated.rdg").path,
        rowCount: repeatedRows)
    }
  }

  private func columns(of trace: Trace) -> Data {
    let words = (0..<trace.width).flatMap { column in
      stride(from: column, to: trace.words.count, by: trace.width).map {
        trace.words[$0].littleEndian
      }
    }
    return words.withUnsafeBytes { Data($0) }
  }
}

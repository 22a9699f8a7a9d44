import Foundation

/// The traces in a folder as `rivals.py` reads them.
///
/// `traces.json` lists them. `NAME.columns` has the values column after column, 8 bytes each in
/// little-endian order, with the clock in ns.
struct Export {
  let traces: [Trace]
  let folder: URL

  private struct Entry: Encodable {
    let name: String
    let rows: Int
    /// Names and whether they are doubles.
    let columns: [Field]

    struct Field: Encodable {
      let name: String
      let isDouble: Bool
    }
  }

  func write() throws {
    let entries = traces.map { trace in
      Entry(
        name: trace.name, rows: trace.rowCount,
        columns: trace.schema.columns.map { .init(name: $0.name, isDouble: $0.type == .float64) })
    }
    try JSONEncoder().encode(entries).write(to: folder.appendingPathComponent("traces.json"))
    for trace in traces {
      let columns = (0..<trace.width).flatMap { column in
        stride(from: column, to: trace.words.count, by: trace.width).map {
          trace.words[$0].littleEndian
        }
      }
      try columns.withUnsafeBytes { Data($0) }
        .write(to: folder.appendingPathComponent("\(trace.name).columns"))
    }
  }
}

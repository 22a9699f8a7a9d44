import Foundation
import ReadingsFormat

/// A recording that gets mutated: its bytes, its rows, and what of its bytes each row needs.
struct SourceFile {
  /// Rows that come out if these bytes are whole and a copy of their schema is.
  struct SourceUnit {
    var bytes: Range<Int>
    var schemaID: UInt32
    /// What tells each row from every other, of whatever recording.
    var rows: [UInt64]
  }

  let bytes: [UInt8]
  /// The recording that it is of: a file and its copy are of the same.
  let group: Int
  /// What stands for each row, and for its values alone.
  private(set) var rows: Set<UInt64> = []
  private(set) var values: Set<UInt64> = []
  private(set) var units: [SourceUnit] = []
  /// The open frame's control, and the copy of the schema with the rows behind it.
  private(set) var open: (control: Range<Int>, rows: Range<Int>)?
  /// Where copies of each schema are: all ranges of one must be whole.
  private(set) var schemaCopies: [UInt32: [[Range<Int>]]] = [:]

  /// Reads an undamaged recording.
  init(path: String, group: Int) throws {
    self.group = group
    bytes = try Array(Data(contentsOf: URL(fileURLWithPath: path)))
    let reader = try LogReader(path: path)
    guard reader.damage.isEmpty else { throw CampaignError("a source is damaged: \(path)") }
    let block = ColumnBlock()
    for (index, summary) in reader.blocks.enumerated() {
      try reader.decode(index, into: block)
      var range = Int(summary.byteOffset)..<Int(summary.byteOffset + summary.byteCount)
      // Open rows: the whole open frame.
      if bytes.word(at: range.lowerBound) == Frame.open { range = range.lowerBound..<bytes.count }
      let identities = RowIdentity.all(of: block)
      rows.formUnion(identities.map(\.row))
      values.formUnion(identities.map(\.values))
      units.append(
        SourceUnit(bytes: range, schemaID: block.schema.id, rows: identities.map(\.row)))
    }
    findSchemas()
  }

  /// Whether a copy of a schema is in one of the runs of intact bytes, where it is looked for.
  func hasSchema(
    _ id: UInt32, in runs: [MutatedFile.IntactRun], outside reserves: [Range<Int>]
  ) -> Bool {
    (schemaCopies[id] ?? []).contains { copy in
      copy.allSatisfy { part in
        runs.contains { run in
          guard let offset = run.offset(of: part) else { return false }
          // An open frame's own copy is in it.
          return copy.count > 1 || !reserves.contains { $0.contains(offset) }
        }
      }
    }
  }

  /// Where in a mutated file an open frame of this one reaches over, if all is there that proves it:
  /// nobody looks for frames in its reserve.
  func reserves(in runs: [MutatedFile.IntactRun]) -> [Range<Int>] {
    guard let open else { return [] }
    let starts = runs.compactMap { $0.offset(of: open.control) }
    let rows = runs.compactMap { $0.offset(of: open.rows) }
    return starts.filter { start in
      rows.contains { $0 - start == open.rows.lowerBound - open.control.lowerBound }
    }.map { $0 + open.control.count..<$0 + bytes.count - open.control.lowerBound }
  }

  private enum Frame {
    static let schema: UInt32 = 0x184D_2A51
    static let block: UInt32 = 0x184D_2A52
    static let open: UInt32 = 0x184D_2A53
    static let index: UInt32 = 0x184D_2A54
  }

  /// Hops from frame to frame. A closed file's index has a copy of every schema.
  private mutating func findSchemas() {
    var offset = 0
    while offset + 8 <= bytes.count {
      let size = 8 + Int(bytes.word(at: offset + 4))
      switch bytes.word(at: offset) {
      case Frame.schema:
        schemaCopies[bytes.word(at: offset + 8), default: []].append([offset..<offset + size])
      case Frame.block:
        let columns = offset + size
        offset = columns + 19 + Int(bytes.word(at: columns + 7) & 0x7FFF_FFFF)
        continue
      case Frame.open:
        // Head, count, control, and the copy that stands before the rows.
        let rows = offset + 8 * Int(bytes.word(at: offset + 28))
        let copy = rows - 8 * Int(bytes.word(at: offset + 32) >> 16)
        schemaCopies[bytes.word(at: offset + 24), default: []]
          .append([offset..<offset + 40, copy..<rows])
        let columns = Int(bytes.word(at: copy + 12))
        let count = Int(bytes.word(at: offset + 8))
        open = (offset..<offset + 64, copy..<rows + count * (8 * columns + 8))
      case Frame.index:
        for id in schemaCopies.keys { schemaCopies[id]?.append([offset..<offset + size]) }
      default: break
      }
      offset += size
    }
  }
}

extension [UInt8] {
  /// The u32 at an offset.
  func word(at offset: Int) -> UInt32 {
    withUnsafeBytes {
      UInt32(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }
  }
}

/// Why a campaign can't go on.
struct CampaignError: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}

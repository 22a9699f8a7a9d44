import Foundation
import ReadingsFormat

/// A recording that gets mutated: its bytes, and what each of its rows needs of them.
///
/// It is a sound file, so a reader tells its rows; where they are is found here, by the
/// specification alone.
struct SourceFile {
  /// Rows of a block: they come out if the column frame is whole, and their schema is anywhere.
  struct Block {
    var columnFrame: Range<Int>
    var schemaID: UInt32
    var rows: [Row]
  }

  /// What tells a row from every other, of whatever recording.
  struct Row {
    var identity: UInt64
    /// The same of its values alone.
    var values: UInt64
  }

  /// The rows of an open frame.
  struct OpenFrame {
    /// Head and control.
    var control: Range<Int>
    /// The schema frame before the rows.
    var copy: Range<Int>
    var schemaID: UInt32
    var rows: [(bytes: Range<Int>, label: Range<Int>?, row: Row)]
  }

  let bytes: [UInt8]
  /// The recording that it is of: a file and its copies are of the same.
  let group: Int
  /// What stands for each row, and for its values alone.
  private(set) var rows: Set<UInt64> = []
  private(set) var values: Set<UInt64> = []
  private(set) var blocks: [Block] = []
  private(set) var open: OpenFrame?
  /// Where each schema is: any one will do.
  private(set) var schemaPlaces: [UInt32: [Range<Int>]] = [:]

  /// Reads an undamaged recording.
  init(path: String, group: Int) throws {
    self.group = group
    bytes = try Array(Data(contentsOf: URL(fileURLWithPath: path)))
    let reader = try LogReader(path: path)
    guard reader.damage.isEmpty else { throw CampaignError("a source is damaged: \(path)") }
    var found: [[Row]] = []
    let block = ColumnBlock()
    for index in reader.blocks.indices {
      try reader.decode(index, into: block)
      found.append(
        RowIdentity.all(of: block).map { Row(identity: $0.row, values: $0.values) })
    }
    rows = Set(found.joined().map(\.identity))
    values = Set(found.joined().map(\.values))
    try findFrames(found)
  }

  private enum Frame {
    static let schema: UInt32 = 0x184D_2A51
    static let block: UInt32 = 0x184D_2A52
    static let open: UInt32 = 0x184D_2A53
    static let index: UInt32 = 0x184D_2A54
  }

  /// Hops from frame to frame.
  private mutating func findFrames(_ found: [[Row]]) throws {
    var next = 0
    var offset = 0
    // The frame behind a schema frame has its id.
    var schema: Range<Int>?
    while offset + 8 <= bytes.count {
      let size = 8 + Int(bytes.word(at: offset + 4))
      switch bytes.word(at: offset) {
      case Frame.schema:
        schema = offset..<offset + size
      case Frame.block, Frame.open:
        if let place = schema.take() {
          schemaPlaces[bytes.word(at: offset + 12), default: []].append(place)
        }
        guard bytes.word(at: offset) == Frame.block else {
          findOpenRows(at: offset, next < found.count ? found[next] : [])
          break
        }
        let columns = offset + size
        let end = columns + 19 + Int(bytes.word(at: columns + 7) & 0x7FFF_FFFF)
        blocks.append(
          Block(
            columnFrame: columns..<end, schemaID: bytes.word(at: offset + 12), rows: found[next]))
        next += 1
        offset = end
        continue
      case Frame.index:
        for id in schemaPlaces.keys { schemaPlaces[id]?.append(offset..<offset + size) }
      default: break
      }
      offset += size
    }
    guard blocks.count + (open?.rows.isEmpty == false ? 1 : 0) == found.count else {
      throw CampaignError("a source has other frames than it should")
    }
  }

  private mutating func findOpenRows(at offset: Int, _ found: [Row]) {
    let start = offset + 8 * Int(bytes.word(at: offset + 24))
    let copy = start - 8 * Int(bytes.word(at: offset + 28) >> 16)..<start
    let stride = 8 * Int(bytes.word(at: copy.lowerBound + 12)) + 8
    let id = bytes.word(at: offset + 12)
    schemaPlaces[id, default: []].append(copy)
    var frame = OpenFrame(
      control: offset..<offset + 40, copy: copy, schemaID: id, rows: [])
    for (number, row) in found.enumerated() {
      let place = start + number * stride..<start + (number + 1) * stride
      let reference = Int(bytes.word(at: place.upperBound - 8))
      let label = start + 8 * reference
      frame.rows.append(
        (place, reference == 0 ? nil : label..<label + 8 + Int(bytes.word(at: label)), row))
    }
    open = frame
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

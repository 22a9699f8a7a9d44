/// Makes the checksums of a damaged file match again, so that the fuzzer gets past them.
///
/// It hops from frame to frame as a reader does, and stops where it can't. Compressed content is
/// left alone: the blocks of short seeds are stored as they are.
struct ChecksumRepair {
  private let bytes: UnsafeMutableRawBufferPointer
  /// The columns of the schema that was seen last.
  private var columnCount = 0

  /// Repairs every checksum that can be found.
  static func repair(_ file: inout [UInt8]) {
    file.withUnsafeMutableBytes { bytes in
      var repair = ChecksumRepair(bytes)
      var offset = 0
      while offset + 8 <= bytes.count, let next = repair.repairFrame(at: offset) { offset = next }
    }
  }

  private init(_ bytes: UnsafeMutableRawBufferPointer) { self.bytes = bytes }

  private mutating func repairFrame(at offset: Int) -> Int? {
    let magic = bytes.word(at: offset)
    if magic == 0x184D_2204 { return repairColumns(at: offset) }
    let end = offset + 8 + Int(bytes.word(at: offset + 4))
    switch magic {
    case 0x184D_2A53:
      repairOpen(at: offset)
    case 0x184D_2A50, 0x184D_2A51, 0x184D_2A52, 0x184D_2A54:
      guard end <= bytes.count, end >= offset + 12 else { return nil }
      if magic == 0x184D_2A51 { columnCount = Int(bytes.word(at: offset + 12)) }
      if magic == 0x184D_2A52 { repairControl(at: offset) }
      if magic == 0x184D_2A54 { bytes.set(UInt32(end - offset), at: end - 8) }
      bytes.set(bytes.checksum(of: offset + 8..<end - 4, seed: magic), at: end - 4)
    case 0x184D_2A55...0x184D_2A5F:
      break
    default:
      return nil
    }
    return end
  }

  /// The column frame: its head's checksum, and the content's where that is stored as it is.
  private func repairColumns(at offset: Int) -> Int? {
    guard offset + 19 <= bytes.count else { return nil }
    let descriptor = bytes.checksum(of: offset + 4..<offset + 6)
    bytes[offset + 6] = UInt8(truncatingIfNeeded: descriptor >> 8)
    let size = bytes.word(at: offset + 7)
    let end = offset + 11 + Int(size & 0x7FFF_FFFF)
    guard end + 8 <= bytes.count else { return nil }
    if size >> 31 == 1 {
      bytes.set(0, at: end)
      seal(offset + 11..<end, at: end + 4)
    }
    return end + 8
  }

  private func repairControl(at offset: Int) {
    guard offset + 40 <= bytes.count else { return }
    let count = bytes.word(at: offset + 36) & 0xFFFF
    bytes.set(count | ~count << 16, at: offset + 36)
    seal(offset + 8..<offset + 32)
  }

  private func repairOpen(at offset: Int) {
    repairControl(at: offset)
    let tag = bytes.word(at: offset + 8)
    let firstRow = bytes.word(at: offset + 16)
    let rows = offset + Int(bytes.word(at: offset + 24)) * 8
    let stride = 8 * min(columnCount, 4096) + 8
    let capacity = Int(bytes.word(at: offset + 28) & 0xFFFF)
    for row in 0..<min(Int(bytes.word(at: offset + 36) & 0xFFFF), capacity) {
      let start = rows + row * stride
      guard start + stride <= bytes.count else { return }
      let number = firstRow &+ UInt32(row)
      prove(start..<start + stride - 4, at: start + stride - 4, as: number, tag: tag)
      let reference = Int(bytes.word(at: start + stride - 8))
      guard reference > 0 else { continue }
      let label = rows + reference * 8
      let text = label + 8..<label + 8 + Int(bytes.word(at: label))
      guard text.upperBound <= bytes.count else { continue }
      bytes.set(bytes.checksum(of: text, seed: tag &+ number), at: label + 4)
    }
  }

  /// Writes the proof of a range as that of a row.
  private func prove(_ range: Range<Int>, at offset: Int, as row: UInt32, tag: UInt32) {
    bytes.set(bytes.checksum(of: range, seed: tag) &+ row &* 0x9E37_79B1, at: offset)
  }

  /// Writes the checksum of a range, right behind it if nothing else is said.
  private func seal(_ range: Range<Int>, at offset: Int? = nil) {
    bytes.set(bytes.checksum(of: range), at: offset ?? range.upperBound)
  }
}

import RecordingView

@testable import ReadingsFormat

/// What befalls a file.
extension VectorFile {
  /// Flips a bit of a byte; `frame` is said to be damaged by it.
  mutating func flip(_ offset: Int, bit: UInt8 = 0, harming part: Range<Int>? = nil) {
    bytes[offset] ^= 1 << bit
    recipe.append("flip bit \(bit) of byte \(offset)")
    harm(part ?? offset..<offset + 1)
  }

  /// Overwrites bytes.
  mutating func overwrite(_ offset: Int, with more: [UInt8], _ what: String) {
    bytes.replaceSubrange(offset..<offset + more.count, with: more)
    recipe.append("overwrite \(more.count) bytes from byte \(offset) on: \(what)")
  }

  /// Overwrites bytes with zeros.
  mutating func zero(_ range: Range<Int>) {
    overwrite(range.lowerBound, with: [UInt8](repeating: 0, count: range.count), "zeros")
    harm(range)
  }

  /// Cuts the file off.
  mutating func cut(to size: Int) {
    bytes.removeLast(bytes.count - size)
    recipe.append("cut off at byte \(size)")
  }

  /// Takes bytes out.
  mutating func remove(_ range: Range<Int>) {
    bytes.removeSubrange(range)
    recipe.append("take bytes \(range.lowerBound) to \(range.upperBound - 1) out")
  }

  /// Puts bytes in between.
  mutating func insert(_ more: [UInt8], at offset: Int, _ what: String) {
    bytes.insert(contentsOf: more, at: offset)
    recipe.append("put \(more.count) bytes in before byte \(offset): \(what)")
  }

  /// Says which bytes readers must report as damaged, at least one of each part.
  mutating func harm(_ range: Range<Int>) { damage.append(range) }

  /// Says that the rows of a block, counted from the first, are lost, and known to be so.
  mutating func lose(_ run: Int) {
    guard let lost = runs[run] else { return }
    lostRows.append(lost.rows)
    runs[run] = nil
  }
}

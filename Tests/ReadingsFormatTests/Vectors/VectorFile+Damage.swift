/// What befalls a file.
extension VectorFile {
  /// Says that a frame is damaged: readers do not find it, and must report its bytes.
  mutating func ruin(_ name: String, _ number: Int = 0) {
    ruin(position(name, number))
  }

  private mutating func ruin(_ position: Int) {
    frames[position].isProven = false
    harm(frames[position].core)
    isScanned = true
  }

  /// Says that a frame is there, but that no row can be taken from it.
  mutating func spoil(_ name: String, _ number: Int = 0) {
    frames[position(name, number)].run = nil
    isScanned = true
  }

  /// Flips a bit of a frame, which ruins it.
  mutating func flip(_ name: String, _ number: Int = 0, byte: Int, bit: UInt8 = 0) {
    let range = self[name, number]
    flip(byte < 0 ? range.upperBound + byte : range.lowerBound + byte, bit: bit)
    ruin(name, number)
  }

  /// Flips a bit of a byte.
  mutating func flip(_ offset: Int, bit: UInt8 = 0) {
    bytes[offset] ^= 1 << bit
    recipe.append("flip bit \(bit) of byte \(offset)")
  }

  /// Overwrites bytes.
  mutating func overwrite(_ offset: Int, with more: [UInt8], _ what: String) {
    bytes.replaceSubrange(offset..<offset + more.count, with: more)
    recipe.append("overwrite \(more.count) bytes from byte \(offset) on: \(what)")
  }

  /// Overwrites bytes with zeros, which ruins all frames and rows that they are of.
  mutating func zero(_ range: Range<Int>) {
    overwrite(range.lowerBound, with: [UInt8](repeating: 0, count: range.count), "zeros")
    for position in frames.indices where frames[position].isProven {
      if frames[position].core.overlaps(range) { ruin(position) }
    }
    for row in rows.indices {
      let size = 8 * rows[row].values.count + 8
      if (rows[row].offset..<rows[row].offset + size).overlaps(range) { rows[row].isProven = false }
    }
    isScanned = true
  }

  /// Cuts the file off.
  mutating func cut(to size: Int) {
    bytes.removeLast(bytes.count - size)
    recipe.append("cut off at byte \(size)")
    for position in frames.indices where frames[position].isProven {
      if frames[position].core.upperBound > size { ruin(position) }
    }
    rows.removeAll { $0.offset + 8 * $0.values.count + 8 > size }
    isScanned = true
  }

  /// Takes bytes out; frames that lose some are no more.
  mutating func remove(_ range: Range<Int>) {
    bytes.removeSubrange(range)
    recipe.append("take bytes \(range.lowerBound) to \(range.upperBound - 1) out")
    frames.removeAll { $0.range.overlaps(range) }
    move(from: range.upperBound, by: -range.count)
    isScanned = true
  }

  /// Puts bytes in between; they are damage unless frames in them are told.
  mutating func insert(_ more: [UInt8], at offset: Int, _ what: String, isDamage: Bool = true) {
    bytes.insert(contentsOf: more, at: offset)
    recipe.append("put \(more.count) bytes in before byte \(offset): \(what)")
    move(from: offset, by: more.count)
    if isDamage { harm(offset..<offset + more.count) }
    isScanned = true
  }

  /// Puts a part of another file in between, with the frames and rows that are whole in it.
  mutating func insert(
    _ part: Range<Int>, of other: VectorFile, at offset: Int, _ what: String
  ) {
    insert(Array(other.bytes[part]), at: offset, what, isDamage: false)
    let distance = offset - part.lowerBound
    for var frame in other.frames
    where part.lowerBound <= frame.core.lowerBound && frame.core.upperBound <= part.upperBound {
      frame.move(by: distance)
      frames.append(frame)
    }
    for var row in other.rows where part.contains(row.offset) {
      row.offset += distance
      rows.append(row)
    }
  }

  /// Appends another file.
  mutating func append(_ other: VectorFile, _ what: String) {
    insert(0..<other.bytes.count, of: other, at: bytes.count, what)
  }

  /// Puts a part of another file, with the frames and rows that are whole in it, over the same bytes.
  mutating func overwrite(_ part: Range<Int>, of other: VectorFile) {
    zero(part)
    recipe.removeLast()
    overwrite(part.lowerBound, with: Array(other.bytes[part]), "those of the other file")
    frames += other.frames.filter {
      part.lowerBound <= $0.core.lowerBound && $0.core.upperBound <= part.upperBound
    }
  }

  private mutating func move(from offset: Int, by distance: Int) {
    for position in frames.indices where frames[position].range.lowerBound >= offset {
      frames[position].move(by: distance)
    }
    for row in rows.indices where rows[row].offset >= offset { rows[row].offset += distance }
    damage = damage.map { part in
      part.lowerBound >= offset ? part.lowerBound + distance..<part.upperBound + distance : part
    }
  }

  /// Says which bytes readers must report as damaged, at least one of each part.
  mutating func harm(_ range: Range<Int>) { damage.append(range) }

  /// Flips a bit of the open frame's count, so that the capacity counts.
  mutating func damageCount() {
    let open = position("open")
    flip(frames[open].range.lowerBound + Control.countOffset)
    ignoreCount()
  }

  /// Says that the open frame's count is damaged, so that the capacity counts.
  mutating func ignoreCount() {
    let open = position("open")
    let first = frames[open].open!.firstRow
    frames[open].open!.count = nil
    frames[open].told = [first..<first]
    let count = frames[open].range.lowerBound + Control.countOffset
    harm(count..<count + 4)
    isScanned = true
  }

  /// Flips a bit of the open frame's control, so that the frame is not proven.
  mutating func damageControl() { flip("open", byte: 17) }

  /// Flips a bit of an open row.
  mutating func flipRow(_ number: UInt64) {
    flip(rows.first { $0.number == number }!.offset + 3)
    ruinRow(number)
  }

  /// Says that a row is damaged; its bytes are reported.
  mutating func ruinRow(_ number: UInt64) {
    let row = rows.firstIndex { $0.number == number }!
    rows[row].isProven = false
    harm(rows[row].offset..<rows[row].offset + 8 * rows[row].values.count + 8)
    isScanned = true
  }
}

extension VectorFile.Frame {
  fileprivate mutating func move(by distance: Int) {
    range = range.lowerBound + distance..<range.upperBound + distance
    open?.rows += distance
  }
}

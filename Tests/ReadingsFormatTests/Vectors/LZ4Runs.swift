/// An LZ4 block of literals and runs of one byte: the same bytes with every version of LZ4.
enum LZ4Runs {
  /// - Parameter distance: How far back the matches are said to be, which is one byte.
  static func compress(_ content: [UInt8], distance: UInt16 = 1) -> [UInt8] {
    var output: [UInt8] = []
    var literals = 0
    var position = 1
    // The last match starts 12 bytes before the end or earlier, and leaves five literals.
    while position + 12 <= content.count {
      var length = 0
      while position + length + 5 < content.count,
        content[position + length] == content[position - 1]
      {
        length += 1
      }
      guard length >= 4 else {
        position += 1
        continue
      }
      let taken = Array(content[literals..<position])
      output.append(UInt8(min(taken.count, 15)) << 4 | UInt8(min(length - 4, 15)))
      output += rest(taken.count) + taken
      output += [UInt8(distance & 0xFF), UInt8(distance >> 8)] + rest(length - 4)
      position += length
      literals = position
      position += 1
    }
    let taken = Array(content[literals...])
    return output + [UInt8(min(taken.count, 15)) << 4] + rest(taken.count) + taken
  }

  /// What of a length does not fit into a token.
  private static func rest(_ length: Int) -> [UInt8] {
    guard length >= 15 else { return [] }
    let rest = length - 15
    return [UInt8](repeating: 255, count: rest / 255) + [UInt8(rest % 255)]
  }
}

import ReadingsFormat

/// Rows of a real program, or generated ones.
struct Trace {
  let name: String
  let schema: Schema
  /// Values row after row, in the units of the schema.
  let words: [UInt64]

  /// The number of columns.
  var width: Int { schema.columns.count }
  var rowCount: Int { words.count / width }

  /// The same rows with the clock that recordings have unless told otherwise: in units of 100 ns.
  var withDefaultClock: Trace {
    var columns = schema.columns
    columns[0].scale = Scale(exponent: -7)
    var words = words
    for index in stride(from: 0, to: words.count, by: width) { words[index] /= 100 }
    return Trace(name: name, schema: Schema(columns: columns), words: words)
  }

  /// The same rows later on, after as many rounds of the program: time goes on, and columns that
  /// never fall go on growing. `rivals.py` does the same.
  func later(rounds: Int) -> Trace {
    let last = rowCount - 1
    let steps = (0..<width).map { column -> UInt64 in
      guard schema.columns[column].type != .float64 else { return 0 }
      let grown = Int64(bitPattern: words[last * width + column] &- words[column])
      if column == 0 { return UInt64(grown + grown / Int64(last)) * UInt64(rounds) }
      return neverFalls(column) ? UInt64(grown) * UInt64(rounds) : 0
    }
    var later = words
    for row in 0..<rowCount {
      for column in 0..<width { later[row * width + column] &+= steps[column] }
    }
    return Trace(name: name, schema: schema, words: later)
  }

  private func neverFalls(_ column: Int) -> Bool {
    (1..<rowCount).allSatisfy { row in
      Int64(bitPattern: words[row * width + column])
        >= Int64(bitPattern: words[(row - 1) * width + column])
    }
  }
}

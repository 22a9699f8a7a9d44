import ReadingsFormat

/// Where the rows of a block lie in the picture.
struct RowPlaces {
  /// The rows' times in seconds.
  var seconds: [Double] = []
  /// The rows' pixel columns; −1 before the picture, the number of columns after it.
  var columns: [Int] = []
  /// Whether a row comes after missed beats or lost rows.
  var afterGap: [Bool] = []
}

extension Extraction {
  /// Takes in the rows of a decoded block.
  ///
  /// - Parameter header: the recording's, from which the heartbeat is taken; `nil` for a row from
  ///   a summary, which says nothing of its neighbours.
  mutating func add(_ block: ColumnBlock, header: LogHeader?) {
    guard block.rowCount > 0, !block.schema.columns.isEmpty else { return }
    let sources = sources(of: block.schema)
    let places = place(block, header: header)
    for (index, source) in sources.levels.enumerated() {
      guard let source else {
        data.levels[index].interrupt()
        continue
      }
      addLevel(index, source, of: block, at: places)
    }
    addRates(of: block, sources: sources, at: places)
    for event in block.events where places.seconds.indices.contains(event.row) {
      data.events.add(event.label, at: places.seconds[event.row], on: data.axis)
    }
  }

  /// Takes the row next to the picture from the summary of a block outside it.
  mutating func addEdge(of block: BlockSummary, isBefore: Bool, schema: Schema) {
    guard block.ranges.count == schema.columns.count else { return }
    let edge = ColumnBlock()
    edge.reset(schema: schema, firstRow: block.firstRow, rowCount: 1)
    for (column, range) in block.ranges.enumerated() {
      edge[column: column, row: 0] = isBefore ? range.last : range.first
    }
    add(edge, header: nil)
  }

  /// Where in the rows of a schema the series are found; looked up anew when it changes.
  private mutating func sources(of schema: Schema) -> Sources {
    if let (known, sources) = sources, known == schema { return sources }
    let found = Sources(
      schema: schema, levels: data.catalogue.levels, rates: data.catalogue.rates)
    sources = (schema, found)
    return found
  }

  /// Finds the rows' places and marks the gaps between them.
  private mutating func place(_ block: ColumnBlock, header: LogHeader?) -> RowPlaces {
    let axis = data.axis
    var places = RowPlaces()
    places.seconds = block.doubles(0)
    if interval == nil, let header,
      places.seconds.count > 1 || header.heartbeatNanoseconds != nil
    {
      interval = BeatInterval(
        heartbeatNanoseconds: header.heartbeatNanoseconds, times: places.seconds)
    }
    places.columns.reserveCapacity(block.rowCount)
    places.afterGap.reserveCapacity(block.rowCount)
    for seconds in places.seconds {
      let column = axis.column(of: seconds)
      places.columns.append(column)
      if column >= 0 && column < axis.columnCount { data.rowCount += 1 }
      var isGap = isAfterLoss
      isAfterLoss = false
      if let previous, interval?.isGap(seconds - previous, on: axis) == true {
        isGap = true
        data.gaps.mark(from: previous, to: seconds, on: axis, .missed)
      }
      places.afterGap.append(isGap)
      previous = seconds
    }
    return places
  }

  private mutating func addLevel(
    _ index: Int, _ source: Sources.Level, of block: ColumnBlock, at places: RowPlaces
  ) {
    var values = block.doubles(source.column)
    if let less = source.less {
      for (row, value) in block.doubles(less).enumerated() { values[row] -= value }
    }
    for row in values.indices {
      data.levels[index].add(
        values[row], column: places.columns[row], seconds: places.seconds[row],
        afterGap: places.afterGap[row])
    }
  }
}

extension FrameScan {
  /// The position of the schema that `id` names at `offset`: the last one before it, or, should
  /// that be damaged, a copy that comes later.
  func schemaIndex(_ id: UInt32, before offset: UInt64) -> Int? {
    guard let positions = schemaPositions[id] else { return nil }
    // There may be as many schemas as blocks, hence the halving.
    var low = 0
    var high = positions.count
    while low < high {
      let middle = (low + high) / 2
      if schemas[positions[middle]].offset < offset { low = middle + 1 } else { high = middle }
    }
    return positions[max(low - 1, 0)]
  }

  /// The ranges in a block's summary; `nil` when they are damaged.
  func ranges(
    of found: FoundBlock, schema: Schema
  ) throws(ReadingsError) -> [BlockSummary.Range]? {
    guard let payload = found.payload else { return nil }
    let bytes = try file.bytes(at: payload.lowerBound, count: payload.count)
    return try? BlockFields(payload: bytes).ranges(of: schema)
  }

  /// Drops the copies of schemas that the file has already, and adds the index's if it hasn't.
  mutating func mergeSchemas() {
    var merged: [(offset: UInt64, schema: Schema)] = []
    schemaPositions = [:]
    func keep(_ entry: (offset: UInt64, schema: Schema)) {
      schemaPositions[entry.schema.id, default: []].append(merged.count)
      merged.append(entry)
    }
    for entry in schemas.sorted(by: { $0.offset < $1.offset }) {
      let latest = schemaPositions[entry.schema.id]?.last
      if latest.map({ merged[$0].schema }) != entry.schema { keep(entry) }
    }
    for copy in index?.schemas ?? [] where schemaPositions[copy.id] == nil {
      keep((offset: .max, schema: copy))
    }
    schemas = merged
  }
}

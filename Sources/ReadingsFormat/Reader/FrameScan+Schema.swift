extension FrameScan {
  /// The position of the schema that `id` names at `offset`: the last one before it, or, should
  /// that be damaged, a copy that comes later.
  ///
  /// Only after `mergeSchemas`. There may be as many schemas as blocks, hence the table.
  func schemaIndex(_ id: UInt32, before offset: UInt64) -> Int? {
    guard let positions = schemaPositions[id] else { return nil }
    var low = 0
    var high = positions.count
    while low < high {
      let middle = (low + high) / 2
      if schemas[positions[middle]].offset < offset { low = middle + 1 } else { high = middle }
    }
    return positions[max(low - 1, 0)]
  }

  /// The schema that `id` names at `offset`, by the same rule.
  func schema(_ id: UInt32, before offset: UInt64) -> Schema? {
    (schemas.last { $0.schema.id == id && $0.offset < offset }
      ?? schemas.first { $0.schema.id == id })?.schema
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
    let copies = (index?.schemas ?? []).map { (offset: UInt64.max, schema: $0) }
    var known = Set<Schema>()
    for entry in schemas + copies where known.insert(entry.schema).inserted {
      merged.append(entry)
    }
    schemas = merged.sorted { $0.offset < $1.offset }
    schemaPositions = Dictionary(grouping: schemas.indices) { schemas[$0].schema.id }
  }
}

extension FrameScan {
  /// The position of the schema that `id` names at `offset`: the last one before it, or, should
  /// that be damaged, a copy that comes later.
  func schemaIndex(_ id: UInt32, before offset: UInt64) -> Int? {
    schemas.lastIndex { $0.schema.id == id && $0.offset < offset }
      ?? schemas.firstIndex { $0.schema.id == id }
  }

  /// The schema that `id` names at `offset`.
  func schema(_ id: UInt32, before offset: UInt64) -> Schema? {
    schemaIndex(id, before: offset).map { schemas[$0].schema }
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
    for entry in schemas + copies where !merged.contains(where: { $0.schema == entry.schema }) {
      merged.append(entry)
    }
    schemas = merged.sorted { $0.offset < $1.offset }
  }
}

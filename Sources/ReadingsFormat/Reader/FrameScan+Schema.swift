extension FrameScan {
  /// The position of the schema that `id` names at `offset`: the last one before it, or, should
  /// that be damaged, a copy that comes later.
  ///
  /// - Parameter recording: Whose schemas count, if it has one of that number; from 0, `nil` for any.
  func schemaPosition(_ id: UInt32, before offset: UInt64, of recording: Int? = nil) -> Int? {
    let own = recording.flatMap { ownSchemaPositions[Self.key(id, of: $0)] }
    guard let positions = own ?? schemaPositions[id] else { return nil }
    // There may be as many schemas as blocks, hence the halving.
    var low = 0
    var high = positions.count
    while low < high {
      let middle = (low + high) / 2
      if schemas[positions[middle]].byteOffset < offset { low = middle + 1 } else { high = middle }
    }
    return positions[max(low - 1, 0)]
  }

  /// Says whose a schema is.
  mutating func assign(schema position: Int, to recording: Int) {
    schemas[position].recording = recording
    let key = Self.key(schemas[position].schema.id, of: recording)
    ownSchemaPositions[key, default: []].append(position)
  }

  /// The last schema of a number that a recording has.
  func ownSchema(_ id: UInt32, of recording: Int) -> Schema? {
    ownSchemaPositions[Self.key(id, of: recording)]?.last.map { schemas[$0].schema }
  }

  private static func key(_ id: UInt32, of recording: Int) -> UInt64 {
    UInt64(recording) << 32 | UInt64(id)
  }

  /// Drops the copies of schemas that the file has already.
  mutating func mergeSchemas() {
    var merged: [FoundSchema] = []
    schemaPositions = [:]
    ownSchemaPositions = [:]
    for entry in schemas.sorted(by: { $0.byteOffset < $1.byteOffset }) {
      let latest = schemaPositions[entry.schema.id]?.last
      if latest.map({ merged[$0].schema }) == entry.schema { continue }
      schemaPositions[entry.schema.id, default: []].append(merged.count)
      merged.append(entry)
    }
    schemas = merged
    forgetLatestSchemas()
  }

  /// The body of an index frame; `nil` if the file has changed.
  func body(of index: FoundIndex) throws(ReadingsError) -> UnsafeRawBufferPointer? {
    let frame = try file.bytes(at: index.byteOffset, count: index.byteCount)
    guard frame.count == index.byteCount else { return nil }
    return SealedFrame.body(
      ofPayload: UnsafeRawBufferPointer(rebasing: frame[FrameKind.headSize...]))
  }
}

extension LogWriter {
  /// Turns the open rows into a block, with one store at the end.
  ///
  /// On failure nothing has changed: the rows are still there as open rows.
  mutating func seal() throws(Errno) {
    guard openCount > 0 else { return }
    try wipeStrayRow()
    encode()
    let next = position + UInt64(encoder.block.count)
    var nextRegion = region
    if !hasReserve(next, before: region.start) {
      // Not over the rows, which count until the block does.
      let start = max(region.end, reserveEnd(next))
      if start + region.size > window.end {
        try grow(to: start + region.size)
      }
      nextRegion = region.moved(toEnd: window.end)
    }
    try writeBlock()
    let nextRow = firstRow + UInt64(openCount)
    if nextRegion.start != region.start {
      try window.write(schemaFrame.bytes, at: nextRegion.start)
    }
    let nextWord = try writeOpenFrame(
      at: next, of: nextRegion, firstRow: nextRow, schemaID: schema.id)
    try publishBlock()
    if nextRegion.start != region.start { window.forget(region.start..<region.end) }
    region = nextRegion
    countWord = nextWord
    firstRow = nextRow
    position = next
    openCount = 0
    labelsUsed = 0
  }

  /// Does, between two seals, what would make one of them long: lengthens the file ahead of the seal
  /// that will need it, maps the pages that it will write, and lets go of the blocks that were written.
  ///
  /// A failure is left to that seal.
  mutating func prepareSeal() {
    if position - forgottenEnd > Self.forgottenStep {
      window.forget(max(forgottenEnd, window.start)..<position)
      forgottenEnd = position
    }
    let next = position + UInt64(encoder.bound)
    if !hasReserve(next, before: region.start) {
      let needed = max(region.end, reserveEnd(next)) + region.size
      if needed > window.end { try? grow(to: needed) }
    }
    // The next block is about as long as the last one.
    let likely = UInt64(encoder.block.count + OpenFrameControl.end)
    window.prepare(position..<min(position + likely + likely / 8, region.start))
  }

  /// Continues with rows of another schema.
  ///
  /// Does nothing if they are of this one already. Throws `.noSpace` and its like when the file can't
  /// grow, in which case the old schema stays; `.invalidArgument` when the schema breaks a rule of the
  /// format, or has the id of this one by chance. Allocates.
  public mutating func change(to newSchema: Schema) throws(Errno) {
    guard !isClosed, newSchema.flaw == nil else { throw .invalidArgument }
    guard newSchema.id != schema.id else {
      if newSchema != schema { throw .invalidArgument }
      return
    }
    try wipeStrayRow()
    try seal()
    var frame = ByteSink(capacity: SchemaFrame.bound(newSchema))
    SchemaFrame.append(newSchema, of: tag, to: &frame)
    var nextRegion = RowRegion(schema: newSchema, schemaSize: frame.count, options: options)
    let nextEncoder = BlockEncoder(
      schema: newSchema, capacity: nextRegion.capacity, labelBytes: nextRegion.labelCapacity)
    // The empty open frame's control must stay readable until the store that replaces its head,
    // so the frame is left behind as slack.
    let schemaStart = position + UInt64(OpenFrameControl.end)
    let next = schemaStart + UInt64(frame.count)
    let reserveEnd = next + UInt64(OpenFrameControl.end + nextEncoder.bound)
    if reserveEnd + nextRegion.size > window.end { try grow(to: reserveEnd + nextRegion.size) }
    nextRegion = nextRegion.moved(toEnd: window.end)
    try window.write(frame.bytes, at: schemaStart)
    try window.write(frame.bytes, at: nextRegion.start)
    let nextWord = try writeOpenFrame(
      at: next, of: nextRegion, firstRow: firstRow, schemaID: newSchema.id)
    try publishSlack()
    schema = newSchema
    countWord = nextWord
    encoder = nextEncoder
    region = nextRegion
    schemaFrame = frame
    position = next
  }

  /// Encodes the open rows into the encoder's block.
  mutating func encode() {
    let rows = window.bytes(at: region.rows, count: openCount * region.stride)
    encoder.encode(
      OpenRows(
        base: rows.baseAddress!, count: openCount, columnCount: schema.columns.count,
        labels: window.bytes(at: region.labels, count: labelsUsed),
        labelsDistance: Int(region.labels - region.rows)),
      control: region.control(
        at: position, of: tag, schemaID: schema.id, firstRow: firstRow))
  }

  /// Writes the encoded block into the reserve, all but its first words: head and control stay the
  /// open frame's until the head is published.
  func writeBlock() throws(Errno) {
    let kept = OpenFrameControl.end
    try window.write(
      UnsafeRawBufferPointer(rebasing: encoder.block.bytes[kept...]), at: position + UInt64(kept))
  }

  /// Replaces the open frame by the block that was written into its reserve.
  func publishBlock() throws(Errno) {
    let head = encoder.block.bytes.loadUnaligned(as: UInt64.self)
    try window.publish(UInt64(littleEndian: head), at: position)
  }

  /// Replaces an open frame without rows by slack of the same place.
  func publishSlack() throws(Errno) {
    try window.publish(
      FrameKind.slack.head(payload: OpenFrameControl.end - FrameKind.headSize), at: position)
  }

  /// Writes the head and the control of an open frame without rows; returns its count word.
  private mutating func writeOpenFrame(
    at offset: UInt64, of region: RowRegion, firstRow: UInt64, schemaID: UInt32
  ) throws(Errno) -> CountWord {
    let control = region.control(at: offset, of: tag, schemaID: schemaID, firstRow: firstRow)
    openFrame.truncate()
    let word = control.appendOpenFrame(size: Int(window.end - offset), to: &openFrame)
    try window.write(openFrame.bytes, at: offset)
    return word
  }

  /// Lengthens the file to at least `size`, and covers the growth at once, so that the file has a
  /// tail of zeros for as short as can be.
  mutating func grow(to size: UInt64) throws(Errno) {
    let least = Self.rounded(size)
    guard least <= options.maximumSize else { throw .fileTooLarge }
    // In proportion to the file, so that a long recording seldom grows and a short one stays short.
    let step = max(UInt64(options.growth), min(window.end / 8, Self.longestStep))
    let wanted = max(least, Self.rounded(window.end + step))
    // A file that is being closed needs no room for more.
    let end = wanted <= options.maximumSize && !isClosed ? wanted : least
    // A skippable frame's size has 32 bits.
    guard end - position <= UInt64(UInt32.max) else { throw .invalidArgument }
    try window.grow(to: end, keeping: position)
    try window.publish(
      FrameKind.open.head(payload: Int(end - position) - FrameKind.headSize), at: position)
  }

  /// The most bytes by which a file grows in proportion to its size.
  private static var longestStep: UInt64 { 4 << 20 }

  /// How many bytes of blocks stay in the resident set.
  private static var forgottenStep: UInt64 { 64 << 10 }

  private func reserveEnd(_ position: UInt64) -> UInt64 {
    position + UInt64(OpenFrameControl.end + encoder.bound)
  }

  private func hasReserve(_ position: UInt64, before start: UInt64) -> Bool {
    reserveEnd(position) <= start
  }
}

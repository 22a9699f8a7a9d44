/// Taking frames in that prove themselves.
extension FrameScan {
  /// Takes a header, a schema or an index in, if its checksum matches.
  mutating func takeSealed(at offset: UInt64, head: FrameHead) throws(ReadingsError) -> UInt64? {
    let frame = try file.bytes(at: offset, count: head.size)
    guard frame.count == head.size,
      let body = SealedFrame.body(
        ofPayload: UnsafeRawBufferPointer(rebasing: frame[FrameKind.headSize...]))
    else { return nil }
    switch FrameKind(rawValue: head.magic) {
    case .header:
      guard let version = try? HeaderFrame.version(of: body) else { return nil }
      if isUnknown(version.major, version.incompatibleFlags) {
        // A later one is another recording's, of which nothing more can be said.
        if !hasFrames { throw unknown(version.major, version.incompatibleFlags, at: offset) }
        note(LogHeader(format: "rdg \(version.major).\(version.minor)"), at: offset)
        return offset + UInt64(head.size)
      }
      guard let header = try? HeaderFrame.decode(body), header.flaw == nil else { return nil }
      note(header, at: offset)
    case .schema:
      guard let schema = try? SchemaFrame.decode(body) else { return nil }
      take(schema, at: offset)
    default:
      guard let index = FoundIndex(body, byteOffset: offset, byteCount: head.size) else {
        return nil
      }
      _ = IndexEntries(body) { copy in
        if let schema = try? SchemaFrame.decode(copy) { take(schema, at: offset) }
      }
      if indexes.count == Self.maximumRecordings { indexes.removeFirst() }
      indexes.append(index)
    }
    return offset + UInt64(head.size)
  }

  /// Notes a header, and whether it is one that was seen before.
  private mutating func note(_ header: LogHeader, at offset: UInt64) {
    var position = headers.firstIndex { $0.header == header }
    if position == nil, headers.count < Self.maximumRecordings {
      position = headers.count
      headers.append(FoundHeader(byteOffset: offset, header: header))
    }
    if let position, headerMarks.last?.header != position, keep(Allowance.mark) {
      headerMarks.append((offset, position))
    }
  }

  /// Takes a block frame and the column frame behind it in.
  mutating func takeBlock(at offset: UInt64, size: Int) throws(ReadingsError) -> UInt64? {
    let columns = offset + UInt64(size)
    guard columns <= file.size else { return nil }
    let frame = try file.bytes(at: offset, count: size)
    guard frame.count == size,
      let body = SealedFrame.body(
        ofPayload: UnsafeRawBufferPointer(rebasing: frame[FrameKind.headSize...])),
      let fields = try? BlockFields(payload: body)
    else {
      // The summary is damaged; the columns behind it tell their rows themselves. But the size may lead
      // to columns of another block, over others that are intact.
      guard try search(from: offset + UInt64(FrameKind.headSize)) >= columns else { return nil }
      return try takeColumns(at: columns, blockOffset: offset)
    }
    let identity = BlockDecoder.Identity(
      schemaID: fields.control.schemaID, firstRow: fields.control.firstRow,
      rowCount: fields.rowCount)
    let eventCount = fields.eventCount
    let times = fields.times
    guard let length = try columnFrameLength(at: columns, of: identity) else {
      let next = try search(from: columns)
      if lostBlocks.count < DamageList.limit {
        lostBlocks.append(
          LostBlock(identity: identity, byteOffset: offset, byteCount: next - offset, times: times))
      }
      return next
    }
    guard keep(Allowance.block + size) else { return columns + UInt64(length) }
    var block = FoundBlock(
      byteOffset: offset, columnOffset: columns, columnSize: length, identity: identity,
      eventCount: eventCount)
    if let times {
      block.times = (Int64(bitPattern: times.first), Int64(bitPattern: times.last))
    }
    blocks.append(block)
    return columns + UInt64(length)
  }

  /// The length of the column frame at `offset`: what its head says, if the rows go on behind it or
  /// its checksum matches.
  private mutating func columnFrameLength(
    at offset: UInt64, of block: BlockDecoder.Identity
  ) throws(ReadingsError) -> Int? {
    guard let length = LZ4Frame.length(head: try file.bytes(at: offset, count: LZ4Frame.headSize)),
      offset + UInt64(length) <= file.size
    else { return nil }
    let end = offset + UInt64(length)
    if isThorough {
      // Each frame once: no budget is needed.
      let frame = try file.bytes(at: offset, count: length)
      return (try? decoder.identify(frame)) == block ? length : nil
    }
    if try goesOn(at: end, with: block.rows.upperBound) { return length }
    guard spend(length) else { return try isPlausible(at: end) ? length : nil }
    let frame = try file.bytes(at: offset, count: length)
    let identity = try? decoder.identify(frame)
    return spend(decoder.lastContentSize) && identity == block ? length : nil
  }

  /// Whether there is a block or an open frame at `offset` that begins with a row.
  func goesOn(at offset: UInt64, with row: UInt64) throws(ReadingsError) -> Bool {
    let bytes = try file.bytes(at: offset, count: Control.fixedOffset + 8)
    guard bytes.count == Control.fixedOffset + 8, let head = FrameHead(bytes),
      head.magic == FrameKind.block.rawValue || head.magic == FrameKind.open.rawValue
    else { return false }
    let first = bytes.loadUnaligned(fromByteOffset: Control.fixedOffset, as: UInt64.self)
    return UInt64(littleEndian: first) == row
  }

  /// Takes a column frame in that no intact block frame announces.
  mutating func takeColumns(
    at offset: UInt64, blockOffset: UInt64? = nil
  ) throws(ReadingsError) -> UInt64? {
    guard let length = LZ4Frame.length(head: try file.bytes(at: offset, count: LZ4Frame.headSize)),
      offset + UInt64(length) <= file.size, spend(length)
    else { return nil }
    let frame = try file.bytes(at: offset, count: length)
    let decoded = try? decoder.identify(frame)
    guard spend(decoder.lastContentSize), let identity = decoded else { return nil }
    let start = blockOffset ?? offset
    guard keep(Allowance.block) else { return offset + UInt64(length) }
    noteHarmless(
      "a block's summary is damaged; its rows are intact", byteOffset: start,
      byteCount: offset - start)
    blocks.append(
      FoundBlock(
        byteOffset: start, columnOffset: offset, columnSize: length, identity: identity,
        eventCount: nil))
    return offset + UInt64(length)
  }

  private func isUnknown(_ major: UInt16, _ flags: UInt32) -> Bool {
    major != HeaderFrame.majorVersion || flags & ~HeaderFrame.understoodFlags != 0
  }

  private func unknown(_ major: UInt16, _ flags: UInt32, at offset: UInt64) -> ReadingsError {
    ReadingsError(
      .unsupported,
      "the file needs a newer version of readings (format \(major), flags \(flags))",
      place: .init(path: file.path, byteOffset: offset))
  }
}

extension FrameScan {
  /// The first offset from `start` on at which an intact frame begins, or the file's end.
  mutating func search(from start: UInt64) throws(ReadingsError) -> UInt64 {
    var offset = start
    while offset < file.size {
      let chunk = try file.bytes(at: offset, count: Self.searchChunk)
      guard chunk.count >= 4 else { break }
      guard let hit = Self.firstCandidate(in: chunk, at: offset) else {
        offset += UInt64(chunk.count - 3)
        continue
      }
      offset += UInt64(hit)
      if try isIntact(at: offset) { return offset }
      guard searchBudget > 0 else { break }
      offset += 1
    }
    return file.size
  }

  private static var searchChunk: Int { 64 << 10 }

  /// Where in `chunk` a frame might begin: at a known magic number, wherever it is, as bytes may have
  /// been taken out of the file; or at a multiple of eight that is followed by what could be a row
  /// count.
  private static func firstCandidate(
    in chunk: UnsafeRawBufferPointer, at offset: UInt64
  ) -> Int? {
    for index in 0...(chunk.count - 4) {
      let word = UInt32(littleEndian: chunk.loadUnaligned(fromByteOffset: index, as: UInt32.self))
      if word == LZ4Frame.magic || FrameKind.skippable.contains(word) { return index }
      let countAt = index + Control.countOffset
      guard (offset + UInt64(index)) & 7 == 0, countAt + 8 <= chunk.count else { continue }
      let count = chunk.loadUnaligned(fromByteOffset: countAt, as: UInt64.self)
      if Control.count(ofWord: UInt64(littleEndian: count)) != nil { return index }
    }
    return nil
  }

  /// Whether the frame at `offset` proves itself by a checksum.
  mutating func isIntact(at offset: UInt64) throws(ReadingsError) -> Bool {
    let head = try file.bytes(at: offset, count: FrameKind.headSize)
    if let frame = FrameHead(head) {
      switch FrameKind(rawValue: frame.magic) {
      case .header, .schema, .index, .block:
        guard offset + UInt64(frame.size) <= file.size, spend(frame.size) else { return false }
        let bytes = try file.bytes(at: offset, count: frame.size)
        // Fewer when a recorder has just cut the file off.
        guard bytes.count == frame.size else { return false }
        return SealedFrame.body(
          ofPayload: UnsafeRawBufferPointer(rebasing: bytes[FrameKind.headSize...])) != nil
      case .open:
        return try control(at: offset) != nil
      case .slack:
        return false
      case nil:
        return try isHealable(at: offset)
      }
    }
    guard let length = LZ4Frame.length(head: try file.bytes(at: offset, count: LZ4Frame.headSize)),
      offset + UInt64(length) <= file.size, spend(length)
    else { return try isHealable(at: offset) }
    let frame = try file.bytes(at: offset, count: length)
    // A frame that fails costs as much.
    let isIntact = (try? decoder.identify(frame)) != nil
    return spend(decoder.lastContentSize) && isIntact
  }

  /// Whether a block or an open frame is at `offset` whose head is damaged, which `heal` takes in.
  private func isHealable(at offset: UInt64) throws(ReadingsError) -> Bool {
    guard offset & 7 == 0, try count(at: offset) != nil else { return false }
    return try control(at: offset) != nil
  }

  /// Takes in a block or an open frame whose head is damaged: the control behind it still says what
  /// it is, and a block's payload has its size once more.
  mutating func heal(at offset: UInt64) throws(ReadingsError) -> UInt64? {
    guard offset & 7 == 0, try control(at: offset) != nil else { return nil }
    let next: UInt64?
    if let size = try provenBlockSize(at: offset) {
      next = try takeBlock(at: offset, size: size)
    } else if let behind = try takeStaleSlack(at: offset) {
      next = behind
    } else if try mayBeOpen(at: offset) {
      next = try takeOpen(at: offset, end: file.size, isKnown: false)
    } else {
      next = nil
    }
    guard let next else { return nil }
    noteHarmless(
      "a frame's head is damaged; its rows are intact", byteOffset: offset,
      byteCount: UInt64(FrameKind.headSize))
    return next
  }

  /// Whether the head at `offset` leaves it possible that this is an open frame: not if it is that
  /// of a block, unless it spans to the file's end as only an open frame does.
  private func mayBeOpen(at offset: UInt64) throws(ReadingsError) -> Bool {
    guard let head = FrameHead(try file.bytes(at: offset, count: FrameKind.headSize)),
      FrameKind(rawValue: head.magic) == .block
    else { return true }
    return offset + UInt64(head.size) >= file.size
  }

  /// The size of the block frame at `offset` by its payload alone, if its checksum proves it one.
  mutating func provenBlockSize(at offset: UInt64) throws(ReadingsError) -> Int? {
    let sizeOffset = offset + UInt64(FrameKind.headSize + Control.size)
    let word = try file.bytes(at: sizeOffset, count: 4)
    guard word.count == 4 else { return nil }
    let size = FrameKind.headSize + Int(UInt32(littleEndian: word.loadUnaligned(as: UInt32.self)))
    guard offset + UInt64(size) <= file.size, spend(size) else { return nil }
    let bytes = try file.bytes(at: offset, count: size)
    guard bytes.count == size, size > FrameKind.headSize,
      SealedFrame.body(
        ofPayload: UnsafeRawBufferPointer(rebasing: bytes[FrameKind.headSize...])) != nil
    else { return nil }
    return size
  }

  /// Where to go on behind a frame of which nothing proves the size, except what follows; `nil` if
  /// nothing does. What is in the frame counts if rows would be missing behind it.
  mutating func passOver(_ offset: UInt64, end: UInt64) throws(ReadingsError) -> UInt64? {
    // The size of a block frame whose magic number is damaged is rarely a multiple of eight.
    guard (end - offset) & 7 == 0, try isPlausible(at: end) else { return nil }
    // What a writer leaves where an open frame was, and what reaches to the file's end.
    guard end - offset > UInt64(Control.openSize), end < file.size else { return end }
    let next = max(blocks.last?.endRow ?? 0, lostBlocks.last?.identity.rows.upperBound ?? 0)
    if try goesOn(at: end, with: next) { return end }
    return min(try search(from: offset + UInt64(FrameKind.headSize)), end)
  }

  /// Whether a frame may begin at `offset`, or the file ends there.
  func isPlausible(at offset: UInt64) throws(ReadingsError) -> Bool {
    guard offset < file.size else { return offset == file.size }
    guard let magic = try file.word(at: offset) else { return false }
    if magic == 0 { return try isZero(from: offset) }
    return magic == LZ4Frame.magic || FrameKind.skippable.contains(magic)
  }

  /// Whether nothing but zeros follows.
  func isZero(from start: UInt64) throws(ReadingsError) -> Bool {
    try start >= file.zeroTail()
  }

  /// Notes damage that cost no row.
  mutating func noteHarmless(_ reason: String, byteOffset: UInt64, byteCount: UInt64) {
    var entry = Damage(reason, byteOffset: byteOffset, byteCount: byteCount)
    entry.isHarmless = true
    damage.append(entry)
  }

  /// Where the frames inside an open frame begin that were written after it.
  mutating func searchInside(_ open: FoundOpen) throws(ReadingsError) -> UInt64? {
    let known = blocks.last?.byteOffset ?? 0
    let start = max(open.byteOffset, known) + UInt64(Control.spareOffset)
    guard start < open.end else { return nil }
    let found = try search(inside: start..<open.end)
    guard found < open.end else { return nil }
    reportGap(open.byteOffset..<found)
    return found
  }

  /// The first offset in a part of an open frame at which an intact frame begins, or the part's end.
  ///
  /// The frame's own copy of the schema, and those that were left where its rows had been, are none:
  /// rows follow them, and no frame.
  mutating func search(inside part: Range<UInt64>) throws(ReadingsError) -> UInt64 {
    var found = part.lowerBound
    while true {
      found = try search(from: found)
      guard found < part.upperBound else { return part.upperBound }
      guard let head = FrameHead(try file.bytes(at: found, count: FrameKind.headSize)),
        FrameKind(rawValue: head.magic) == .schema
      else { return found }
      if try isIntact(at: found + UInt64(head.size)) { return found }
      found += 1
    }
  }

  /// Notes that nothing could be made of a part of the file.
  mutating func reportGap(_ range: Range<UInt64>) {
    let reason =
      range.upperBound == file.size ? "the file ends in a damaged frame" : "a frame is damaged"
    damage.append(
      Damage(
        reason, byteOffset: range.lowerBound, byteCount: range.upperBound - range.lowerBound))
  }
}

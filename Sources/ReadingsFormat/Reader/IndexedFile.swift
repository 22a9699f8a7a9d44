/// A closed file as its index describes it, without a look at its blocks.
///
/// The index is believed only if it fits: it is intact, its blocks follow each other without a gap in
/// the rows, and the header is there. Anything else is for those who look at the frames.
/// Spec/format.md, section "Reading by the index".
enum IndexedFile {
  /// The blocks that the index lists; `nil` if the file has none that fits.
  static func blocks(of file: FileBytes) throws(ReadingsError) -> FileBlocks? {
    guard let header = try FileHeader.read(from: file), let place = try indexPlace(of: file),
      let body = try FrameProof.body(of: .index, at: place.lowerBound, in: file),
      body.count + FrameKind.headSize + SealedFrame.checksumSize == place.count,
      let index = try? IndexReader(body), index.tag == header.tag,
      isGapless(index, from: header.firstRow ?? 0, to: place.lowerBound)
    else { return nil }
    var found = FileBlocks()
    // Entries and schemas take many times in memory what they do in the file: no more than a sound file
    // would need.
    var memory = MemoryBudget(fileSize: file.size)
    guard memory.take(MemoryBudget.blocks(index.count)) else { return nil }
    for schema in index.schemas {
      guard memory.take(MemoryBudget.schema(schema)) else { return nil }
      found.schemas.append(schema)
    }
    let source = BlockFrameSummaries(file, index, found.schemas)
    found.tag = header.tag
    found.header = header
    found.blocks.reserveCapacity(index.count)
    for (position, entry) in IteratorSequence(index).enumerated() {
      found.blocks.append(
        BlockSummary(
          schemaIndex: entry.schema, firstRow: entry.firstRow, rowCount: entry.rowCount,
          eventCount: entry.eventCount, byteOffset: entry.byteOffset,
          byteCount: entry.byteCount, times: (entry.firstTime, entry.lastTime),
          extentsAt: UInt64(position), in: source))
    }
    found.index = place
    found.ending = .closed
    found.recordings = [
      RecordingPart(tag: index.tag, header: header, byteOffset: 0, byteCount: file.size)
    ]
    return found
  }

  /// Whether a file ends in an index that is intact, whatever that says.
  static func isClosed(_ path: String) -> Bool {
    guard let file = try? FileBytes(path: path), let place = try? indexPlace(of: file) else {
      return false
    }
    return (try? FrameProof.body(of: .index, at: place.lowerBound, in: file)) ?? nil != nil
  }

  /// Where the index is, by the file's last eight bytes.
  private static func indexPlace(of file: FileBytes) throws(ReadingsError) -> Range<UInt64>? {
    let footerSize = UInt64(IndexFrame.footerSize)
    guard file.size > footerSize, file.size & 7 == 0 else { return nil }
    let footer = try file.bytes(at: file.size - footerSize, count: IndexFrame.footerSize)
    guard footer.count == IndexFrame.footerSize else { return nil }
    let size = UInt64(UInt32(littleEndian: footer.loadUnaligned(as: UInt32.self)))
    guard size >= UInt64(FrameKind.headSize), size <= file.size, size & 7 == 0 else { return nil }
    return file.size - size..<file.size
  }

  /// Whether the blocks lie one behind the other in the file, and their rows and times too.
  private static func isGapless(
    _ index: IndexReader, from firstRow: UInt64, to end: UInt64
  ) -> Bool {
    var entries = index
    var offset: UInt64 = 0
    var row = firstRow
    var time = Int64.min
    while let entry = entries.next() {
      guard entry.byteOffset & 7 == 0, entry.byteOffset >= offset, entry.byteCount > 0,
        entry.byteEnd <= end, entry.firstRow == row, entry.rowCount > 0,
        entry.firstTime >= time, entry.lastTime >= entry.firstTime
      else { return false }
      offset = entry.byteEnd
      row = entry.endRow
      time = entry.lastTime
    }
    return !entries.isMalformed
  }
}

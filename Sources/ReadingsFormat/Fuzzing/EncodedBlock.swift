/// The two frames of a block.
@_spi(Fuzzing)
public struct EncodedBlock {
  /// The block frame, with the summary.
  public let summary: [UInt8]
  /// The column frame.
  public let columns: [UInt8]

  /// Takes the frames apart that an encoder has put behind each other.
  init(_ bytes: UnsafeRawBufferPointer) {
    let size = FrameHead(bytes)?.size ?? 0
    summary = Array(bytes[..<size])
    columns = Array(bytes[size...])
  }

  /// The ranges in the summary; `nil` if it is damaged.
  public func ranges(of schema: Schema) -> [ColumnExtent]? {
    summary.withUnsafeBytes { frame in
      guard let block = try? BlockFrame(frame) else { return nil }
      return try? ExtentReader.extents(of: schema, in: block.extents)
    }
  }

  /// What the column frame holds when it is no longer compressed.
  public var content: [UInt8] {
    let room = OwnedBytes(count: Limits.content)
    let count = columns.withUnsafeBytes { frame in
      var cursor = ByteCursor(frame)
      return try? LZ4Frame.decode(
        &cursor, into: UnsafeMutableRawBufferPointer(start: room.base, count: room.count))
    }
    return Array(room.bytes(0..<(count ?? 0)))
  }
}

import ReadingsFormat

/// The two frames of a block.
struct EncodedBlock {
  /// The block frame, with the summary.
  private let summary: [UInt8]
  /// The column frame.
  let columns: ColumnFrame

  /// Takes the frames apart that an encoder has put behind each other.
  init(_ bytes: UnsafeRawBufferPointer) {
    let size = 8 + Int(UInt32(littleEndian: bytes.load(fromByteOffset: 4, as: UInt32.self)))
    summary = Array(bytes[..<size])
    columns = ColumnFrame(bytes[size...])
  }

  /// The ranges in the summary; `nil` if it is damaged.
  func ranges(of schema: Schema) -> [ColumnExtent]? {
    summary.withUnsafeBytes { frame in
      guard let block = try? BlockFrame(frame) else { return nil }
      return try? ExtentReader.extents(of: schema, in: block.extents)
    }
  }
}

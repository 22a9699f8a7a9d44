/// A block frame, and with it where the column frame behind it starts.
struct BlockFrame {
  let fields: BlockFields
  /// The size of the frame.
  let size: Int

  /// Takes the frame at the start of a block's bytes, which must outlive the value.
  init(_ bytes: UnsafeRawBufferPointer) throws(Malformed) {
    guard let head = FrameHead(bytes), FrameKind(rawValue: head.magic) == .block else {
      throw Malformed("there is no block where the index says")
    }
    guard head.size <= bytes.count,
      let body = SealedFrame.body(
        ofPayload: UnsafeRawBufferPointer(rebasing: bytes[FrameKind.headSize..<head.size]))
    else { throw Malformed("a block's summary is damaged") }
    fields = try BlockFields(payload: body)
    size = head.size
  }
}

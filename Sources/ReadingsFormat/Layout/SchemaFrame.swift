/// The schema frame: a tag and the schema's description. Spec/format.md, section "Schema frame".
enum SchemaFrame {
  /// An upper bound on the frame's size.
  static func bound(_ schema: Schema) -> Int { schema.descriptionBound + 32 }

  static func append(_ schema: Schema, of tag: RecordingTag, to sink: inout ByteSink) {
    let frame = SealedFrame(.schema, of: tag, in: &sink)
    schema.appendDescription(to: &sink)
    frame.finish(in: &sink)
  }

  /// The schema in a payload without its checksum.
  static func decode(
    _ body: UnsafeRawBufferPointer
  ) throws(Malformed) -> (tag: RecordingTag, schema: Schema) {
    var cursor = ByteCursor(body)
    return (try SealedFrame.takeTag(of: &cursor), try Schema(description: &cursor))
  }
}

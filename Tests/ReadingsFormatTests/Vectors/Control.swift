/// The 32 bytes behind the head of an open frame or a block frame. Spec/format.md, section 8.2.
struct Control {
  var tag: UInt32
  var schemaID: UInt32
  var firstRow: UInt64
  /// The distance to the rows, in bytes.
  var distance = 1 << 20
  var capacity: UInt16 = 16
  /// The size of the schema's copy, in bytes.
  var copySize = 0
  var count: UInt16
  /// Replaces the count's complement.
  var complement: UInt16?
  /// Is added to the checksum.
  var moreChecksum: UInt32 = 0

  /// Where the checksum, the count and its complement are in a frame.
  static let checksumOffset = 32
  static let countOffset = 36
  static let complementOffset = 38
  /// The size of head and control.
  static let end = 40

  var bytes: [UInt8] {
    var output = ByteBuilder()
    output.append(tag)
    output.append(schemaID)
    output.append(firstRow)
    output.append(UInt32(distance / 8))
    output.append(capacity)
    output.append(UInt16(copySize / 8))
    output.append(ByteBuilder.checksum(output.bytes) &+ moreChecksum)
    output.append(count)
    output.append(complement ?? ~count)
    return output.bytes
  }
}

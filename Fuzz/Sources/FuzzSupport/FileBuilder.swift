/// Puts a file together frame by frame, with checksums that match whatever the content is.
public struct FileBuilder {
  /// The file so far.
  public private(set) var bytes: [UInt8] = []

  /// Starts a file with a header frame that says nothing but the version.
  public init() {
    var header: [UInt8] = Array("READINGS".utf8)
    header.append(word: UInt16(1))
    header.append(word: UInt16(0))
    header.append(word: UInt32(1))
    header.append(word: UInt32(0))
    appendSealed(0, header)
  }

  /// Appends a skippable frame of a kind, 0…15, and its checksum.
  public mutating func appendSealed(_ kind: UInt32, _ payload: [UInt8]) {
    bytes.append(word: 0x184D_2A50 + kind)
    bytes.append(word: UInt32(payload.count + 4))
    bytes += payload
    bytes.append(word: checksum(payload[...]))
  }

  /// Appends a schema of columns without units, of the types that the low bits of `types` name.
  public mutating func appendSchema(id: UInt32, types: [UInt8]) {
    var payload: [UInt8] = []
    payload.append(word: id)
    payload.append(word: UInt32(types.count))
    for (index, type) in types.enumerated() {
      let name = Array("c\(index)".utf8)
      payload += [index == 0 ? 0 : 2, index == 0 ? 0 : type % 3]
      payload.append(word: UInt16(0))
      payload.append(word: UInt32(1))
      payload += [0, 0]
      payload.append(word: UInt16(name.count))
      payload += name
    }
    appendSealed(1, payload)
  }

  /// Appends a block frame's fixed part and whatever `ranges` holds.
  public mutating func appendBlock(
    schemaID: UInt32, firstRow: UInt64, rowCount: UInt32, ranges: [UInt8]
  ) {
    var payload: [UInt8] = []
    payload.append(word: rowCount)
    payload.append(word: ~rowCount)
    var control: [UInt8] = []
    control.append(word: firstRow)
    control.append(word: schemaID)
    control.append(word: UInt32(8))
    control.append(word: UInt16(truncatingIfNeeded: rowCount))
    control.append(word: UInt16(0))
    payload += control
    payload.append(word: checksum(control[...]))
    payload.append(word: UInt32(payload.count + 4 + ranges.count + 4))
    appendSealed(2, payload + ranges)
  }

  /// Appends a column frame whose content is stored as it is.
  public mutating func appendColumns(_ content: [UInt8]) {
    let descriptor: [UInt8] = [0x64, 0x70]
    bytes.append(word: UInt32(0x184D_2204))
    bytes += descriptor
    bytes.append(UInt8(truncatingIfNeeded: checksum(descriptor[...]) >> 8))
    bytes.append(word: UInt32(content.count) | 1 << 31)
    bytes += content
    bytes.append(word: UInt32(0))
    bytes.append(word: checksum(content[...]))
  }
}

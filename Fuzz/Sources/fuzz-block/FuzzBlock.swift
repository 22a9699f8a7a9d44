import FuzzSupport

/// Decodes any bytes as the content of a column frame, in a file that is sound otherwise.
@c(LLVMFuzzerTestOneInput)
public func fuzzBlock(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  guard let data, size > 4 else { return 0 }
  var source = ByteSource(UnsafeBufferPointer(start: data, count: size))
  let shape = source.byte()
  let rowCount = UInt32(source.byte()) << (shape & 0x80 != 0 ? 8 : 0) + 1
  let types = source.bytes(Int(shape & 0x0F) + 1)
  let hasSummary = shape & 0x10 != 0
  let firstRow = shape & 0x20 != 0 ? source.word() : 0

  var file = FileBuilder()
  file.appendSchema(id: 7, types: types)
  if hasSummary {
    let ranges = source.bytes(Int(source.byte()))
    file.appendBlock(schemaID: 7, firstRow: firstRow, rowCount: rowCount, ranges: [0] + ranges)
  }
  var content: [UInt8] = [7]
  content.append(varint: firstRow)
  content.append(varint: UInt64(rowCount))
  file.appendColumns(content + source.remainder())
  ScratchFile.fill(file.bytes)
  Inspection.inspect(path: ScratchFile.path)
  return 0
}

import FuzzSupport
import ReadingsConvert
import ReadingsFormat

/// Reads any bytes as the ancestor's text. The first line is put in front of most of them.
@c(LLVMFuzzerTestOneInput)
public func fuzzAncestor(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  guard let data, size > 0 else { return 0 }
  let bytes = Array(UnsafeBufferPointer(start: data, count: size))
  let firstLine = data[0] == UInt8(ascii: "#") ? [] : Array("#ReadingsV1\n".utf8)
  ScratchFile.fill(firstLine + bytes)
  guard let recording = try? AncestorText.read(path: ScratchFile.path) else { return 0 }
  Inspection.inspect(recording)
  precondition(recording.byteCount == UInt64(firstLine.count + bytes.count))
  expectAscendingTimes(recording)
  return 0
}

private func expectAscendingTimes(_ recording: MemoryRecording) {
  let block = ColumnBlock()
  var last = -Double.infinity
  for index in recording.blocks.indices {
    guard (try? recording.decode(index, into: block)) != nil else { fatalError("no block") }
    for row in 0..<block.rowCount {
      let time = block.schema.seconds(block[column: 0, row: row])
      precondition(time >= last, "time runs backwards")
      last = time
    }
  }
}

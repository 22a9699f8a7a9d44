import FuzzSupport
import ReadingsFormat

/// Writes what the bytes say and reads it back: while it is being written, after a kill (the writer
/// is dropped) and after closing. What was appended must be there, and nothing else.
@c(LLVMFuzzerTestOneInput)
public func fuzzRoundTrip(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  guard let data, size > 0 else { return 0 }
  var source = ByteSource(UnsafeBufferPointer(start: data, count: size))
  var script = Script(&source)
  guard
    var writer = try? LogWriter(
      path: ScratchFile.path, header: LogHeader(format: "rdg 1.0"), schema: script.schema,
      options: script.options)
  else { fatalError("no writer") }
  while !source.isEmpty {
    switch source.byte() {
    case 0: Expectation.check(script)
    case 1: script.change(&writer, &source)
    case 2:
      do { try writer.close() } catch { fatalError("closing failed: \(error)") }
      Expectation.check(script)
      return 0
    default: script.append(to: &writer, &source)
    }
  }
  _ = consume writer
  Expectation.check(script)
  return 0
}

import ReadingsFormat

/// Writes what the bytes say and reads it back: while it is being written, after a kill (the writer
/// is dropped) and after closing. What was appended must be there, and nothing else.
enum RoundTripTrial {
  /// How often a file is read while it is being written: what was appended is compared every time.
  private static let liveReads = 1

  static func run(_ input: UnsafeRawBufferPointer) throws(BrokenPromise) -> Int {
    var decisions = Decisions(input)
    var script = Script(&decisions)
    var header = LogHeader(format: "rdg")
    // Any, but the same whenever an input is tried.
    header.tag = RecordingTag(number: xxh32(input, seed: 0))
    defer { ScratchFile.remove() }
    do {
      let writer = try LogWriter(
        path: ScratchFile.path, header: header, schema: script.schema, options: script.options)
      try perform(&script, writer, &decisions)
    } catch let error as BrokenPromise {
      throw error
    } catch {
      throw BrokenPromise("writing failed: \(error)")
    }
    return try Expectation.check(script)
  }

  private static func perform(
    _ script: inout Script, _ writer: consuming LogWriter, _ decisions: inout Decisions
  ) throws {
    var readsLeft = liveReads
    while !decisions.isEmpty, !script.isLong {
      switch decisions.byte() {
      case 0 where readsLeft > 0:
        readsLeft -= 1
        _ = try Expectation.check(script)
      case 1:
        try script.change(&writer, &decisions)
      case 2:
        return try writer.close()
      default:
        try script.append(to: &writer, &decisions)
      }
    }
  }
}

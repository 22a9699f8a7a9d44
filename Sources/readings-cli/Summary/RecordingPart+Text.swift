import ReadingsConvert
import ReadingsFormat

extension RecordingPart {
  /// The lines on several recordings in one file.
  static func lines(_ parts: [RecordingPart]) -> [String] {
    parts.enumerated().map { index, part in
      let name = part.header.map { $0.processName?.visible() ?? "no name" } ?? "no header"
      return "           \(index + 1)  \(name), \(part.rowCount) rows, from byte \(part.byteOffset)"
    }
  }

  /// The recording for programs.
  var json: JSON {
    .object([
      ("recording_id", .string(header?.recordingID?.description)),
      (
        "process",
        .object([("id", .integer(header?.processID)), ("name", .string(header?.processName))])
      ),
      ("byte_offset", .integer(byteOffset)),
      ("bytes", .integer(byteCount)),
      ("rows", .integer(rowCount)),
    ])
  }
}

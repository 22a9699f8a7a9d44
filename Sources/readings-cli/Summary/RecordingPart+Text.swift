import ReadingsConvert
import ReadingsFormat

extension RecordingPart {
  /// The lines on several recordings in one file.
  static func lines(_ parts: [RecordingPart]) -> [String] {
    let limit = 100
    var lines = parts.prefix(limit).map { part in
      let name = part.header.map { $0.processName?.visible() ?? "no name" } ?? "no header"
      return
        "           \(part.tag)  \(name), \(part.byteCount) bytes, from byte \(part.byteOffset)"
    }
    if parts.count > limit { lines.append("           … and \(parts.count - limit) more") }
    return lines
  }

  /// The recording for programs.
  var json: JSON {
    .object([
      ("tag", .string(tag.description)),
      ("recording_id", .string(header?.recordingID?.description)),
      (
        "process",
        .object([("id", .integer(header?.processID)), ("name", .string(header?.processName))])
      ),
      ("byte_offset", .integer(byteOffset)),
      ("bytes", .integer(byteCount)),
    ])
  }
}

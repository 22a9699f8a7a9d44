import ReadingsConvert
import ReadingsFormat

extension FileCheck {
  /// The check for people: a topic a line, lists indented below it.
  var text: String {
    var lines: [String] = []
    func add(_ topic: String, _ value: String?) {
      guard let value else { return }
      lines.append(topic + String(repeating: " ", count: max(1, 11 - topic.count)) + value)
    }
    add("file", path.visible(limit: 1000))
    if recordings.count > 1 {
      add(
        "holds",
        "\(recordings.count) recordings, of which this is \(recording?.description ?? "none")")
      lines += RecordingPart.lines(recordings)
    }
    add(
      "checked",
      depth == .full ? "every checksum and value" : "frames and summaries; --full checks values")
    add("rows", "\(rowCount) intact, of them \(eventCount) events; \(lostRowCount) lost")
    add("blocks", "\(blockCount) intact")
    add("span", seconds.map { "\($0.lowerBound.asSeconds) to \($0.upperBound.asSeconds)" })
    add("size", "\(byteCount) bytes")
    add("ending", ending.rawValue)
    add("damage", damage.count.asPlaces)
    lines += Damage.lines(damage)
    return lines.joined(separator: "\n") + "\n"
  }

  /// The check for programs. Every key is always there; what is unknown is null.
  var json: JSON {
    .object([
      ("file", .string(path)),
      ("depth", .string(depth.rawValue)),
      ("clean", .boolean(isClean)),
      ("recordings", .array(recordings.map(\.json))),
      ("rows", .integer(rowCount)),
      ("event_count", .integer(eventCount)),
      ("blocks", .integer(blockCount)),
      ("first_seconds", .seconds(seconds?.lowerBound)),
      ("last_seconds", .seconds(seconds?.upperBound)),
      ("bytes", .integer(byteCount)),
      ("ending", .string(ending.rawValue)),
      ("lost_rows", .integer(lostRowCount)),
      ("damage", .array(damage.map(JSON.damage))),
    ])
  }
}

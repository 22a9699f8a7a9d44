import ReadingsConvert
import ReadingsFormat

extension Recovery.Report {
  /// The report for people: a topic a line, lists indented below it.
  func text(file: String, newFile: String) -> String {
    var lines: [String] = []
    func add(_ topic: String, _ value: String?) {
      guard let value else { return }
      lines.append(topic + String(repeating: " ", count: max(1, 11 - topic.count)) + value)
    }
    add("file", file.visible(limit: 1000))
    add("new file", newFile.visible(limit: 1000))
    if recordings.count > 1 {
      add(
        "holds",
        "\(recordings.count) recordings, of which \(recording?.description ?? "none") was written")
      lines += RecordingPart.lines(recordings)
    }
    add("rows", "\(rowCount) saved, of them \(eventCount) events; \(lostRowCount) lost")
    add("blocks", "\(blockCount) saved")
    add("span", seconds.map { "\($0.lowerBound.asSeconds) to \($0.upperBound.asSeconds)" })
    add("size", "\(newByteCount) bytes, of \(oldByteCount)")
    if raisedTimeCount > 0 {
      add("times", "\(raisedTimeCount) were before the row before, and were raised")
    }
    add("damage", damage.count.asPlaces)
    lines += Damage.lines(damage)
    return lines.joined(separator: "\n") + "\n"
  }
}

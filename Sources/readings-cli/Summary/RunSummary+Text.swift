import ReadingsConvert
import ReadingsFormat

extension RunSummary {
  /// The summary for people: a topic a line, lists indented below it.
  func text(file: String) -> String {
    var lines: [String] = []
    func add(_ topic: String, _ value: String?) {
      guard let value else { return }
      lines.append(topic + String(repeating: " ", count: max(1, 11 - topic.count)) + value)
    }
    let header = recording.header
    add("file", file.visible(limit: 1000))
    add("files", "\(recording.fileCount)")
    add("format", header.format.visible())
    add("recording", header.recordingID?.description)
    add("process", process)
    add("host", header.hostName?.visible())
    add("cores", header.coreCount.map { "\($0)" })
    add("start", header.wallClockNanoseconds.map(WallClock.text))
    add("heartbeat", heartbeat)
    add("rows", "\(rowCount), of them \(beatCount) heartbeats and \(eventCount) events")
    add("span", seconds.map { "\($0.lowerBound.asSeconds) to \($0.upperBound.asSeconds)" })
    add("gaps", gaps)
    add("columns", "\(columns.count)")
    lines += columns.map { "           " + Self.line(on: $0) }
    add("blocks", "\(recording.blocks.count)")
    add("size", size)
    add("ending", recording.ending.rawValue)
    add("damage", recording.damage.isEmpty ? "none" : "\(recording.damage.count) places")
    lines += recording.damage.prefix(10).map { Self.line(on: $0) }
    add("events", "\(eventCount)")
    lines += events.map { "           \($0.seconds.asSeconds)  \($0.label.visible())" }
    if eventCount > events.count {
      lines.append("           … and \(eventCount - events.count) more; --events lists them all")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private var process: String? {
    let header = recording.header
    let name = header.processName?.visible()
    guard let id = header.processID else { return name }
    return name.map { "\($0) (\(id))" } ?? "\(id)"
  }

  private var heartbeat: String? {
    let asked = recording.header.heartbeatNanoseconds
    var parts = [asked.map { Int64(clamping: $0).asDuration + " asked" } ?? "unknown"]
    if let keptShare { parts.append("\((keptShare * 100).text(decimals: 2)) % of beats kept") }
    if let median = intervals.median { parts.append("median interval \(median.asDuration)") }
    return parts.joined(separator: ", ")
  }

  private var gaps: String? {
    guard let threshold = gapThreshold else { return nil }
    let count = intervals.count(longerThan: threshold)
    guard count > 0 else { return "none longer than \(threshold.asDuration)" }
    return "\(count) longer than \(threshold.asDuration), the longest "
      + "\(intervals.longest.asDuration) from \(intervals.longestStart.asSeconds)"
  }

  private var size: String {
    let bytes = recording.byteCount
    guard rowCount > 0 else { return "\(bytes) bytes" }
    return "\(bytes) bytes, \((Double(bytes) / Double(rowCount)).text(decimals: 1)) a row"
  }

  private static func line(on damage: Damage) -> String {
    let file = damage.path.map { "\($0.visible(limit: 1000)): " } ?? ""
    return "           \(file)byte \(damage.byteOffset): \(damage.reason.visible(limit: 200))"
  }

  private static func line(on column: Column) -> String {
    let name = column.name.visible()
    let padding = String(repeating: " ", count: max(1, 20 - name.count))
    let unit = column.unit == .none ? "" : " of " + column.unit.name.visible()
    var type = "\(column.type)"
    if column.scale.multiplier != 1 { type += " × \(column.scale.multiplier)" }
    if column.scale.exponent != 0 { type += " × 10^\(column.scale.exponent)" }
    return "\(name)\(padding)\(column.kind)\(unit), \(type)"
  }
}

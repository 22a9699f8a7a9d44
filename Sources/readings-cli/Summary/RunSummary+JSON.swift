import ReadingsFormat

extension RunSummary {
  /// The summary for programs. Every key is always there; what is unknown is null.
  func json(file: String) -> String {
    let header = recording.header
    let object = JSON.object([
      ("file", .string(file)),
      ("file_count", .integer(recording.fileCount)),
      ("format", .string(header.format)),
      ("recording_id", .string(header.recordingID?.description)),
      (
        "process",
        .object([("id", .integer(header.processID)), ("name", .string(header.processName))])
      ),
      ("host", .string(header.hostName)),
      ("boot", .string(header.bootID)),
      ("cores", .integer(header.coreCount)),
      ("page_bytes", .integer(header.pageSize)),
      ("start", .string(header.wallClockNanoseconds.map(WallClock.text))),
      ("start_unix_nanoseconds", .integer(header.wallClockNanoseconds)),
      ("heartbeat", heartbeatObject),
      ("rows", .integer(rowCount)),
      ("heartbeats", .integer(beatCount)),
      ("first_seconds", .seconds(seconds?.lowerBound)),
      ("last_seconds", .seconds(seconds?.upperBound)),
      ("gaps", gapsObject),
      ("event_count", .integer(eventCount)),
      (
        "events",
        .array(
          events.map {
            .object([("seconds", .seconds($0.seconds)), ("label", .string($0.label))])
          })
      ),
      ("columns", .array(columns.map(Self.object))),
      ("schemas", .integer(recording.schemas.count)),
      ("blocks", .integer(recording.blocks.count)),
      ("bytes", .integer(recording.byteCount)),
      ("ending", .string(recording.ending.rawValue)),
      ("damage", .array(recording.damage.map(JSON.damage))),
    ])
    return object.text() + "\n"
  }

  private var heartbeatObject: JSON {
    .object([
      ("asked_nanoseconds", .integer(recording.header.heartbeatNanoseconds)),
      ("median_nanoseconds", .integer(intervals.median)),
      ("kept_share", .number(keptShare)),
    ])
  }

  private var gapsObject: JSON {
    let longest = intervals.count > 0 ? intervals.longest : nil
    return .object([
      ("threshold_nanoseconds", .integer(gapThreshold)),
      ("count", .integer(gapThreshold.map { intervals.count(longerThan: $0) })),
      ("longest_nanoseconds", .integer(longest)),
      ("longest_from_seconds", .seconds(longest.map { _ in intervals.longestStart })),
    ])
  }

  private static func object(_ column: Column) -> JSON {
    .object([
      ("name", .string(column.name)),
      ("unit", .string(column.unit.name)),
      ("kind", .string("\(column.kind)")),
      ("type", .string("\(column.type)")),
      ("multiplier", .integer(column.scale.multiplier)),
      ("exponent", .integer(column.scale.exponent)),
      ("meaning", .integer(column.meaning.rawValue)),
    ])
  }
}

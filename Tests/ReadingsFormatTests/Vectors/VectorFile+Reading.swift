import RecordingView

@testable import ReadingsFormat

/// What readers must make of what is left of a file. Spec/format.md, sections 12 and 13.
extension VectorFile {
  var expected: RecordingView {
    let proven = frames.filter(\.isProven).sorted { $0.range.lowerBound < $1.range.lowerBound }
    let tags = proven.reduce(into: [UInt32]()) { if !$0.contains($1.tag) { $0.append($1.tag) } }
    let sizes = Dictionary(grouping: proven, by: \.tag).mapValues {
      $0.reduce(0) { $0 + $1.core.count }
    }
    guard let most = sizes.values.max(), let tag = tags.first(where: { sizes[$0] == most }) else {
      return RecordingView(
        tag: nil, recordings: [], header: nil, ending: .cut, schemas: [], runs: [],
        damage: wholeDamage)
    }
    let own = proven.filter { $0.tag == tag }
    let runs = runs(of: own, among: proven).sorted { $0.firstRow < $1.firstRow }
    let schemas = (own.filter { $0.kind == .schema }.flatMap(\.schemas) + runs.map(\.schema))
      .reduce(into: [Schema]()) { schemas, next in
        if !schemas.contains(where: { $0.id == next.id }) { schemas.append(next) }
      }
    let kinds = Set(own.map(\.kind))
    return RecordingView(
      tag: RecordingTag(number: tag), recordings: tags.map { RecordingTag(number: $0) },
      header: own.first { $0.kind == .header && $0.header != nil }?.header,
      ending: kinds.contains(.index) ? .closed : kinds.contains(.open) ? .interrupted : .cut,
      schemas: schemas, runs: runs.map { $0.view(among: schemas) },
      lostRows: isScanned ? span(own.flatMap(\.told) + runs.map(\.numbers)) : [],
      damage: isScanned ? wholeDamage : [])
  }

  /// All rows between the first and the last of some; those that are given are not lost.
  private func span(_ rows: [Range<UInt64>]) -> [Range<UInt64>] {
    guard let first = rows.map(\.lowerBound).min(), let end = rows.map(\.upperBound).max() else {
      return []
    }
    return [first..<end]
  }

  /// The bytes of proven frames, in which nothing is damaged; none where nothing at all is.
  var intact: [Range<UInt64>] {
    guard !wholeDamage.isEmpty else { return [] }
    let proven = frames.filter(\.isProven).map { frame in
      // A count that is damaged is no part of what is proven.
      frame.core.lowerBound..<frame.core.upperBound
        - (frame.open.map { $0.count == nil ? 4 : 0 } ?? 0)
    }
    return proven.sorted { $0.lowerBound < $1.lowerBound }.reduce(into: []) { parts, next in
      let part = UInt64(next.lowerBound)..<UInt64(next.upperBound)
      if parts.last?.upperBound == part.lowerBound {
        parts[parts.count - 1] = parts[parts.count - 1].lowerBound..<part.upperBound
      } else {
        parts.append(part)
      }
    }
  }

  private var wholeDamage: [Range<UInt64>] {
    damage.map { $0.clamped(to: 0..<bytes.count) }.filter { !$0.isEmpty }
      .map { UInt64($0.lowerBound)..<UInt64($0.upperBound) }
  }

  /// The rows of a recording, each number once. Section 13.2.
  private func runs(of own: [Frame], among proven: [Frame]) -> [Run] {
    let known = proven.flatMap(\.schemas)
    var given = GivenRows()
    for frame in own where frame.kind == .columns {
      guard let run = frame.run, known.contains(run.schema) else { continue }
      given.add(run)
    }
    for frame in own where frame.kind == .open {
      given.add(rows(of: frame.open!, known, frame.tag))
    }
    guard isScanned else { return given.runs }
    for (position, frame) in proven.enumerated() where frame.kind == .schema {
      guard frame.tag == own[0].tag else { continue }
      let end = proven.dropFirst(position + 1).first?.range.lowerBound ?? bytes.count
      let known = own.flatMap(\.told).map(\.upperBound) + given.runs.map(\.numbers.upperBound)
      given.add(rows(behind: frame, upTo: end, near: known.max() ?? 1 << 32))
    }
    return given.runs
  }

  /// The rows that an open frame says it has.
  private func rows(of open: Open, _ known: [Schema], _ tag: UInt32) -> [Row] {
    guard let schema = known.first(where: { $0.id == open.schemaID }) else { return [] }
    let stride = 8 * schema.columns.count + 8
    let limit = min(open.count ?? open.capacity, open.capacity, 262_144 / schema.columns.count)
    return (0..<limit).compactMap { place in
      rows.first {
        $0.isProven && $0.offset == open.rows + place * stride && $0.tag == tag
          && $0.schema == schema && $0.number == open.firstRow + UInt64(place)
      }
    }
  }

  /// The rows behind a schema frame of which four agree on their numbers.
  private func rows(behind frame: Frame, upTo end: Int, near last: UInt64) -> [Row] {
    let schema = frame.schemas[0]
    let stride = 8 * schema.columns.count + 8
    let there = rows.filter {
      $0.isProven && $0.tag == frame.tag && $0.schema == schema
        && $0.offset >= frame.range.upperBound && $0.offset + stride <= end
        && ($0.offset - frame.range.upperBound) % stride == 0
    }.sorted { $0.offset < $1.offset }
    let generations = Dictionary(grouping: there) {
      UInt32(truncatingIfNeeded: $0.number)
        &- UInt32(truncatingIfNeeded: ($0.offset - frame.range.upperBound) / stride)
    }
    // The first row of a generation is near to others, and the further ones follow from it.
    return generations.values.filter { $0.count >= 4 }.flatMap { rows in
      let first = Self.number(rows[0].number, near: last)
      return rows.map {
        var row = $0
        row.number = first + UInt64((row.offset - rows[0].offset) / stride)
        return row
      }
    }.sorted { $0.offset < $1.offset }
  }

  /// The number with the same low 32 bits that is nearest to another one.
  private static func number(_ number: UInt64, near last: UInt64) -> UInt64 {
    let low = Int64(number & 0xFFFF_FFFF)
    let high = Int64(last >> 32)
    let candidates = [high - 1, high, high + 1].map { $0 << 32 + low }.filter { $0 >= 0 }
    return UInt64(candidates.min { abs($0 - Int64(last)) < abs($1 - Int64(last)) }!)
  }
}

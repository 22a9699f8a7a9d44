/// What a reader has found to be damaged, in bounded memory.
struct DamageList {
  /// The places that are listed one by one. Those beyond are one entry.
  static let limit = 65_536

  private(set) var entries: [Damage] = []

  var isEmpty: Bool { entries.isEmpty }

  /// Adds a place.
  mutating func append(_ damage: Damage) {
    guard entries.count >= Self.limit else {
      entries.append(damage)
      return
    }
    if entries.count == Self.limit {
      var rest = damage
      rest.reason = "there is more damage than is listed"
      entries.append(rest)
      return
    }
    entries[Self.limit].include(damage)
  }

  subscript(index: Int) -> Damage {
    get { entries[index] }
    set { entries[index] = newValue }
  }
}

extension Damage {
  /// Stands for another place, too.
  fileprivate mutating func include(_ other: Damage) {
    byteCount += other.byteCount
    isHarmless = isHarmless && other.isHarmless
    if let more = other.rows {
      rows =
        rows.map { min($0.lowerBound, more.lowerBound)..<max($0.upperBound, more.upperBound) }
        ?? more
    }
    if let more = other.seconds {
      seconds =
        seconds.map {
          min($0.lowerBound, more.lowerBound)...max($0.upperBound, more.upperBound)
        } ?? more
    }
  }
}

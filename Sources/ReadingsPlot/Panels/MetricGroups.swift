import ReadingsFormat

/// Which metrics share a panel: those of one unit and of like magnitude.
enum MetricGroups {
  /// A metric and its reduced values.
  struct Member: Sendable {
    var metric: Catalogue.Metric
    var series: LevelSeries
  }

  /// The most metrics in a panel; more could not be told apart.
  static let largestGroup = 4
  /// How many times larger than another of its panel a metric may be.
  static let likeness = 5.0

  /// Puts metrics together, in order of first appearance, into at most `panelLimit` groups if
  /// that can be done without mixing units or magnitudes.
  ///
  /// Metrics without a unit count different things, so they keep to themselves while there is
  /// room.
  static func groups(of members: [Member], panelLimit: Int) -> [[Member]] {
    var groups = merge(members) { $0.metric.unit != .none && $0.metric.unit == $1.metric.unit }
    if groups.count > panelLimit {
      groups = merge(members) { $0.metric.unit == $1.metric.unit }
    }
    return groups
  }

  private static func merge(
    _ members: [Member], where areRelated: (Member, Member) -> Bool
  ) -> [[Member]] {
    var groups: [[Member]] = []
    for member in members {
      let home = groups.firstIndex { group in
        group.count < largestGroup
          && group.allSatisfy { areRelated($0, member) && isLike($0.series, member.series) }
      }
      if let home {
        groups[home].append(member)
      } else {
        groups.append([member])
      }
    }
    return groups
  }

  private static func isLike(_ one: LevelSeries, _ other: LevelSeries) -> Bool {
    guard let one = one.extremes, let other = other.extremes else { return true }
    let sizes = [one, other].map { max($0.lowerBound.magnitude, $0.upperBound.magnitude) }
    return sizes[0] <= sizes[1] * likeness && sizes[1] <= sizes[0] * likeness
  }
}

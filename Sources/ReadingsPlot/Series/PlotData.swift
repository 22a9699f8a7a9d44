import ReadingsFormat

/// Everything that a picture shows, reduced to its pixel columns.
struct PlotData: Sendable {
  /// The picture's span of time.
  var axis: TimeAxis
  /// Which series there are.
  var catalogue: Catalogue
  /// One reduced series for each level of the catalogue.
  var levels: [LevelSeries]
  /// Two reduced series for each rate of the catalogue.
  var rates: [(first: RateSeries, second: RateSeries)]
  /// The events in the picture.
  var events: EventSeries
  /// Where nothing is known.
  var gaps: GapMap
  /// How many rows lie in the picture.
  var rowCount = 0
  /// The cores that the process may run on, where known: the last value in the picture.
  var cores: Double?

  /// The series of a level, or `nil` if the recording lacks it.
  func level(_ level: Catalogue.Level) -> LevelSeries? {
    catalogue.levels.firstIndex(of: level).map { levels[$0] }
  }

  /// The series of a rate, or `nil` if the recording lacks it.
  func rate(_ rate: Catalogue.Rate) -> (first: RateSeries, second: RateSeries)? {
    catalogue.rates.firstIndex(of: rate).map { rates[$0] }
  }
}

import ReadingsFormat

/// The columns of a text, with what every row needs of them close at hand.
struct AncestorColumns {
  /// The columns as the recording's schema has them.
  private(set) var list: [Column]
  /// How many decimals a field may have. Seconds have some; a number of bytes with a point in it
  /// is damaged.
  let mostPlaces: [Int]
  /// How many decimals are stored.
  private(set) var places: [Int]

  /// Makes columns that store as many decimals as their scales say.
  init(_ list: [Column]) {
    self.list = list
    mostPlaces = list.map { $0.unit == .seconds ? Decimal.mostPlaces : 0 }
    places = list.map { Int(-$0.scale.exponent) }
  }

  /// Makes the scales fine enough for a row's decimals; `false` if they were already.
  mutating func refine(for values: [Decimal]) -> Bool {
    var isRefined = false
    for index in places.indices where values[index].places > places[index] {
      places[index] = values[index].places
      list[index].scale.exponent = Int8(-values[index].places)
      isRefined = true
    }
    return isRefined
  }
}

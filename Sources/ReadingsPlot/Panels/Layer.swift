/// One thing that a panel draws, as pure values: places in pixel columns, values on the axis.
struct Layer: Sendable, Equatable {
  /// How the points are joined.
  enum Shape: Sendable, Equatable {
    /// Filled between the curve and zero.
    case area
    /// A line; a run of one point is a dot.
    case line
    /// A thin dashed line.
    case dashed
    /// A filled outline.
    case outline
  }

  var shape: Shape
  var colour: Colour
  var runs: [[CurvePoint]]
}

/// A word that says what a colour means, in the panel's heading.
struct Legend: Sendable, Equatable {
  var text: String
  var colour: Colour
  var shape: Layer.Shape
}

/// One panel: what it is called, its axis and what it draws.
struct Panel: Sendable, Equatable {
  /// What is shown.
  var title: String
  /// What the numbers mean, such as "% of 8 cores".
  var unit: String
  /// The colours' meanings.
  var legends: [Legend]
  /// Figures at the right end of the heading.
  var remark: String
  /// The share of the height that the panel gets.
  var weight: Double
  var axis: ValueAxis
  /// What is drawn, from back to front.
  var layers: [Layer]
}

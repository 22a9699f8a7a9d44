/// Where everything stands in a picture.
struct PictureLayout: Sendable, Equatable {
  /// A panel's heading and its plot.
  struct Panel: Sendable, Equatable {
    var heading: Rectangle
    var plot: Rectangle
  }

  /// The room left of the plots, for the labels of their axes.
  static let leftMargin = 84.0
  /// The room right of the plots, in which half a tick label fits.
  static let rightMargin = 28.0
  /// The height of a panel's heading.
  static let headingHeight = 21.0
  /// The room between a panel and the next heading.
  static let panelGap = 7.0
  /// The lowest plot that can still be read.
  static let lowestPlot = 26.0
  /// The room under the panels, for the time axis.
  static let footHeight = 46.0

  /// The whole picture.
  let picture: Rectangle
  /// The heading's lines.
  let header: Rectangle
  /// The lane of event labels; of no height without events.
  let lane: Rectangle
  /// The panels from top to bottom; fewer than wanted if there is no room for all.
  let panels: [Panel]

  /// The columns' left edge and width in a picture of some width.
  static func columns(width: Int) -> (left: Double, count: Int) {
    let left = width < 480 ? 72.0 : leftMargin
    return (left, max(Int(Double(width) - left - rightMargin), 1))
  }

  /// Lays out panels whose heights are shared out by weight.
  init(width: Int, height: Int, headerHeight: Double, laneHeight: Double, weights: [Double]) {
    picture = Rectangle(x: 0, y: 0, width: Double(width), height: Double(height))
    let columns = Self.columns(width: width)
    let wide = Double(columns.count)
    header = Rectangle(
      x: 16, y: 12, width: Double(width) - 32, height: headerHeight)
    lane = Rectangle(x: columns.left, y: header.bottom + 9, width: wide, height: laneHeight)
    let top = lane.bottom + 2
    let room = max(Double(height) - Self.footHeight - top, 0)
    let fixed = Self.headingHeight + Self.panelGap
    var weights = weights
    while weights.count > 1 {
      let lowest = weights.min() ?? 1
      let plots = room - fixed * Double(weights.count)
      if plots * lowest / weights.reduce(0, +) >= Self.lowestPlot { break }
      weights.removeLast()
    }
    let plots = max(room - fixed * Double(weights.count), 0)
    let sum = max(weights.reduce(0, +), 1e-9)
    var y = top
    var panels: [Panel] = []
    for weight in weights {
      let high = (plots * weight / sum).rounded(.down)
      panels.append(
        Panel(
          heading: Rectangle(x: columns.left, y: y, width: wide, height: Self.headingHeight),
          plot: Rectangle(x: columns.left, y: y + Self.headingHeight, width: wide, height: high)))
      y += fixed + high
    }
    self.panels = panels
  }
}

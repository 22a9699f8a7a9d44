/// Where the events' labels stand: in rows above the panels, each beside its own leader line.
///
/// Labels start at their event, or end there when they would run off the picture, or else stand
/// over it. A label takes the first row in which it is free and crossed by no leader; the lane has
/// as few rows as show all of them. Those that don't fit even in the most rows are left out and
/// counted.
struct EventLane: Sendable, Equatable {
  /// A label in its place, in pixels from the lane's top.
  struct Label: Sendable, Equatable {
    var text: String
    /// Where the event lies.
    var x: Double
    /// The text's box.
    var box: Rectangle
  }

  /// The font size of labels.
  static let fontSize = 10.5
  /// The height of a row.
  static let rowHeight = 15.0
  /// The most rows.
  static let rowLimit = 6
  /// The widest that a label may be, and to what it is cut when not all find room.
  static let widths = [200.0, 120]
  /// The distance of a text from its event, and from its neighbours.
  static let spacing = 4.0

  /// The labels that are shown.
  private(set) var labels: [Label] = []
  /// The number of rows.
  private(set) var rowCount = 0
  /// How many events have no label.
  private(set) var hidden: Int

  /// Places labels between two edges.
  ///
  /// - Parameters:
  ///   - events: where each event lies in pixels and its label, from left to right.
  ///   - count: the number of all events, also of those without a label to place.
  init(
    _ events: [(x: Double, label: String)], count: Int, from left: Double, to right: Double,
    rowLimit: Int = EventLane.rowLimit, measure: TextMeasure
  ) {
    hidden = count
    guard !events.isEmpty, rowLimit > 0, right > left else { return }
    search: for width in Self.widths {
      let widest = min(width, (right - left) / 2 - Self.spacing)
      let sized = events.map { event in
        let text = LabelText.fit(event.label, into: widest) { measure($0, Self.fontSize, false) }
        return (x: event.x, text: text, width: measure(text, Self.fontSize, false))
      }
      for rows in 1...rowLimit {
        let placed = Self.place(sized, rows: rows, from: left, to: right)
        if placed.count > labels.count {
          labels = placed
          rowCount = rows
        }
        if placed.count == sized.count { break search }
      }
    }
    hidden = max(count - labels.count, 0)
  }

  /// The lane's height in pixels.
  var height: Double { Double(rowCount) * Self.rowHeight }

  private static func place(
    _ events: [(x: Double, text: String, width: Double)], rows: Int, from left: Double,
    to right: Double
  ) -> [Label] {
    var placed: [Label] = []
    // Only labels that reach to the right of an event can be in its way.
    var recent: [Label] = []
    for event in events {
      let reach = event.width + spacing
      recent.removeAll { $0.box.right + spacing < event.x - 2 * (widths[0] + spacing) }
      let starts = [
        event.x + spacing, event.x - spacing - event.width, right - event.width, left,
      ]
      search: for start in starts
      where start >= left && start + event.width <= right && abs(start - event.x) <= reach {
        for row in 0..<rows {
          let box = Rectangle(
            x: start, y: Double(row) * rowHeight, width: event.width, height: rowHeight)
          let label = Label(text: event.text, x: event.x, box: box)
          if recent.allSatisfy({ !$0.clashes(with: label) }) {
            placed.append(label)
            recent.append(label)
            break search
          }
        }
      }
    }
    return placed
  }
}

extension EventLane.Label {
  /// Whether two labels' texts come too near, or one's leader crosses the other's text.
  func clashes(with other: Self) -> Bool {
    let roomy = Rectangle(
      x: box.x - EventLane.spacing, y: box.y, width: box.width + 2 * EventLane.spacing,
      height: box.height)
    return roomy.intersects(other.box) || leaderCrosses(other.box)
      || other.leaderCrosses(box)
  }

  /// Where the line from the label down to the panels starts: beside the text, or under it.
  var leaderTop: Double { x > box.x - 1 && x < box.right + 1 ? box.bottom : box.y + 2 }

  /// Whether the line from the label down to the panels runs through another text.
  private func leaderCrosses(_ text: Rectangle) -> Bool {
    x > text.x - 1 && x < text.right + 1 && text.bottom > leaderTop
  }
}

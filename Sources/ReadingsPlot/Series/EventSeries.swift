/// The events of a recording, of which a few are kept for each pixel column.
struct EventSeries: Sendable, Equatable {
  /// An event in the picture.
  struct Mark: Sendable, Equatable {
    var seconds: Double
    var column: Int
    var label: String
    /// How many events the recording has before this one.
    var ordinal: Int
  }

  /// How many labels are kept for one pixel column; more would never find room.
  static let marksPerColumn = 4

  /// The events that can be shown, in order of time.
  private(set) var marks: [Mark] = []
  /// How many events there are in the picture, with those that are not kept.
  private(set) var count = 0
  /// How many events came before the picture.
  private(set) var earlier = 0
  private var inColumn = 0

  /// Counts events of a block that lies before the picture.
  mutating func pass(_ count: Int) { earlier += max(count, 0) }

  /// Adds the next event.
  mutating func add(_ label: String, at seconds: Double, on axis: TimeAxis) {
    let column = axis.column(of: seconds)
    if column < 0 {
      earlier += 1
      return
    }
    guard column < axis.columnCount else { return }
    inColumn = marks.last?.column == column ? inColumn + 1 : 1
    if inColumn <= Self.marksPerColumn {
      let ordinal = earlier + count
      marks.append(
        Mark(
          seconds: seconds, column: column, label: LabelText.clean(label), ordinal: ordinal))
    }
    count += 1
  }
}

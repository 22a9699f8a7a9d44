/// A rectangle in pixels from the picture's upper left corner.
struct Rectangle: Sendable, Equatable {
  var x: Double
  var y: Double
  var width: Double
  var height: Double

  /// The right edge.
  var right: Double { x + width }
  /// The lower edge.
  var bottom: Double { y + height }

  /// Whether two rectangles share any area.
  func intersects(_ other: Rectangle) -> Bool {
    x < other.right && other.x < right && y < other.bottom && other.y < bottom
  }

  /// Whether another rectangle lies within this one.
  func contains(_ other: Rectangle) -> Bool {
    other.x >= x && other.right <= right && other.y >= y && other.bottom <= bottom
  }
}

/// The width in pixels of a text in a font size, bold or not.
typealias TextMeasure = (_ text: String, _ size: Double, _ isBold: Bool) -> Double

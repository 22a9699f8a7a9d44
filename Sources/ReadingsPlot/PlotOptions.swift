/// What a picture shows and how large it is.
public struct PlotOptions: Sendable, Equatable {
  /// The picture's width in pixels, 200…16384.
  public var width = 1600
  /// The picture's height in pixels, 150…16384.
  public var height = 900
  /// Whether CPU is shown in percent of one core instead of all cores that the process may run on.
  public var singleCore = false
  /// The part to draw in seconds since the origin, cut to what was recorded; `nil` draws all.
  public var seconds: ClosedRange<Double>?
  /// The heading, such as the file's name.
  public var title: String?

  /// Makes options for a picture of the whole recording, 1600 × 900 pixels.
  public init() {}

  /// The sentence that says which option is out of its range, or `nil`.
  var flaw: String? {
    guard (200...16384).contains(width) else { return "the width must be 200 to 16384 pixels" }
    guard (150...16384).contains(height) else { return "the height must be 150 to 16384 pixels" }
    return nil
  }
}

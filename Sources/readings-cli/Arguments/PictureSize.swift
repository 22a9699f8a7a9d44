import ArgumentParser

/// A width and a height in pixels, written `1600x900`.
struct PictureSize: ExpressibleByArgument, Equatable {
  /// The widths that the plotter draws.
  static let widths = 200...16384
  /// The heights that the plotter draws.
  static let heights = 150...16384

  /// The width in pixels.
  var width: Int
  /// The height in pixels.
  var height: Int

  /// Reads `1600x900`; `nil` if the text is not that, or a side is out of range.
  init?(argument: String) {
    let sides = argument.split(separator: "x", omittingEmptySubsequences: false)
    guard sides.count == 2,
      sides.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
      let width = Int(sides[0]), let height = Int(sides[1]), Self.widths.contains(width),
      Self.heights.contains(height)
    else { return nil }
    self.width = width
    self.height = height
  }
}

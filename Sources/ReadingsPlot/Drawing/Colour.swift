/// A colour that is drawn with some opacity.
struct Colour: Sendable, Equatable {
  var red: Double
  var green: Double
  var blue: Double
  var opacity = 1.0

  /// A colour from its six hexadecimal digits.
  init(_ hexadecimal: UInt32, opacity: Double = 1) {
    red = Double(hexadecimal >> 16 & 255) / 255
    green = Double(hexadecimal >> 8 & 255) / 255
    blue = Double(hexadecimal & 255) / 255
    self.opacity = opacity
  }

  /// The colour, less opaque.
  func faded(_ opacity: Double) -> Colour {
    var colour = self
    colour.opacity = opacity
    return colour
  }

  // Okabe and Ito's palette, which people of every colour vision can tell apart.
  static let sky = Colour(0x56B4E9)
  static let green = Colour(0x009E73)
  static let blue = Colour(0x0072B2)
  static let vermilion = Colour(0xD55E00)
  static let purple = Colour(0xCC79A7)

  static let paper = Colour(0xFFFFFF)
  static let ink = Colour(0x222222)
  static let dimInk = Colour(0x666666)
  static let grid = Colour(0x000000, opacity: 0.09)
  static let frame = Colour(0x000000, opacity: 0.35)
  static let strip = Colour(0x5B6B7B, opacity: 0.10)
  static let leader = Colour(0x5B6B7B, opacity: 0.6)
  static let faintLeader = Colour(0x5B6B7B, opacity: 0.45)
}

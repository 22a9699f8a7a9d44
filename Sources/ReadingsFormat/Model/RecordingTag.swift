/// The number, drawn at random, that a recording has in all its frames and files.
///
/// Frames with another tag are of another recording, wherever they stand.
/// Spec/format.md, section "Tags".
public struct RecordingTag: Sendable, Hashable, CustomStringConvertible, LosslessStringConvertible {
  /// The number.
  public let number: UInt32

  /// Makes a tag of a given number.
  public init(number: UInt32) { self.number = number }

  /// Draws a new tag.
  public init() { number = .random(in: .min ... .max) }

  /// Reads a tag from its eight hexadecimal digits; `nil` if the text is none.
  public init?(_ description: String) {
    // Not a sign, which the integer would take.
    guard description.utf8.count == 8, description.allSatisfy(\.isHexDigit),
      let number = UInt32(description, radix: 16)
    else { return nil }
    self.number = number
  }

  /// Eight hexadecimal digits.
  public var description: String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }
}

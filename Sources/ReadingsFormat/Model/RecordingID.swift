/// Sixteen random bytes that tell a recording from all others.
public struct RecordingID: Sendable, Hashable, CustomStringConvertible {
  /// The bytes as an integer, the first one lowest.
  public let bits: UInt128

  /// Makes an identifier of given bytes.
  public init(bits: UInt128) { self.bits = bits }

  /// Draws a new identifier.
  public init() { bits = UInt128.random(in: .min ... .max) }

  /// 32 hexadecimal digits.
  public var description: String {
    let digits = String(bits, radix: 16)
    return String(repeating: "0", count: 32 - digits.count) + digits
  }
}

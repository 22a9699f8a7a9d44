/// The unit of a column's values, in the plural and in words: "seconds", "bytes".
///
/// A unit is text, so that a program may name its own. The ones below are those that the
/// converters and the plotter know how to show.
public struct MetricUnit: Sendable, Hashable, ExpressibleByStringLiteral {
  /// The unit's name, up to 64 bytes of UTF-8; empty for plain numbers.
  public let name: String

  /// Makes a unit from its plural name.
  public init(_ name: String) { self.name = name }

  /// Makes a unit from its plural name.
  public init(stringLiteral value: String) { self.name = value }

  /// A plain number: a count of things that the column's name says.
  public static let none = MetricUnit("")
  /// Seconds.
  public static let seconds = MetricUnit("seconds")
  /// Bytes.
  public static let bytes = MetricUnit("bytes")
  /// A share, usually between 0 and 1.
  public static let ratio = MetricUnit("ratio")
}

/// Takes decisions from the fuzzer's bytes; behind their end every answer is 0.
public struct ByteSource {
  private var rest: ArraySlice<UInt8>

  /// Starts at the first byte.
  public init(_ bytes: some Sequence<UInt8>) { rest = ArraySlice(Array(bytes)) }

  /// Whether all bytes are used.
  public var isEmpty: Bool { rest.isEmpty }

  /// The next byte.
  public mutating func byte() -> UInt8 { rest.popFirst() ?? 0 }

  /// The next eight bytes.
  public mutating func word() -> UInt64 {
    (0..<8).reduce(0) { value, _ in value << 8 | UInt64(byte()) }
  }

  /// The next `count` bytes, or as many as there are.
  public mutating func bytes(_ count: Int) -> [UInt8] {
    defer { rest = rest.dropFirst(count) }
    return Array(rest.prefix(count))
  }

  /// Everything that is left.
  public mutating func remainder() -> [UInt8] { bytes(rest.count) }
}

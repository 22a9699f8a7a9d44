/// What the library promises and did not keep.
public struct BrokenPromise: Error, CustomStringConvertible {
  /// The promise, or what became of it.
  public let description: String

  init(_ description: String) { self.description = description }
}

/// Throws unless a promise has been kept.
@inline(__always)
func require(
  _ isKept: Bool, _ promise: @autoclosure () -> String
) throws(BrokenPromise) {
  guard isKept else { throw BrokenPromise(promise()) }
}

/// What a fuzzer does with its inputs.
///
/// Inputs that once broke a promise are in `Fuzz/regressions`, in a folder with the trial's name, and
/// the tests put the library on trial with each of them.
public enum Trial: String, CaseIterable, Sendable {
  /// Any bytes as a file.
  case reader
  /// Any bytes as the content of a column frame.
  case block
  /// Any bytes as a damaged file that is recovered.
  case recovery
  /// Any bytes as the ancestor's text.
  case ancestor
  /// Any schemas, rows, labels and options, written and read back.
  case roundTrip = "round-trip"

  /// Does it with an input.
  ///
  /// - Returns: How many values were read: 0 if the input is refused, as most are.
  /// - Throws: What the library did not keep. It may also trap, or go where the address sanitizer
  ///   sees it.
  @discardableResult
  public func run(_ input: UnsafeRawBufferPointer) throws(BrokenPromise) -> Int {
    switch self {
    case .reader: try ReaderTrial.run(input)
    case .block: try BlockTrial.run(input)
    case .recovery: try RecoveryTrial.run(input)
    case .ancestor: try AncestorTrial.run(input)
    case .roundTrip: try RoundTripTrial.run(input)
    }
  }

  /// Does it with what libFuzzer hands over, and stops the process if a promise is broken.
  ///
  /// - Returns: What libFuzzer wants to hear.
  public func fuzz(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    do throws(BrokenPromise) {
      try run(UnsafeRawBufferPointer(start: data, count: size))
    } catch {
      fatalError("\(error)")
    }
    return 0
  }
}

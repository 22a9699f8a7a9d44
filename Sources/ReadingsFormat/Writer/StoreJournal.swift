/// Everything a writer did to its file, in order; kept in debug builds, for tests that replay it
/// up to each step as a crash would have left it.
final class StoreJournal: @unchecked Sendable {
  /// One step.
  enum Step {
    /// Bytes that were copied, in no particular order.
    case write([UInt8], at: UInt64)
    /// One aligned word, stored at once after all before it.
    case publish([UInt8], at: UInt64)
    /// A change of the file's size; new bytes are zero.
    case resize(to: UInt64)

    static func write(_ bytes: UnsafeRawBufferPointer, at offset: UInt64) -> Step {
      .write(Array(bytes), at: offset)
    }

    static func publish(_ bytes: UnsafeRawBufferPointer, at offset: UInt64) -> Step {
      .publish(Array(bytes), at: offset)
    }
  }

  private(set) var steps: [Step] = []
  /// Is called after each step, so that a test can have the next one fail.
  var afterStep: ((Step) -> Void)?

  init() {}

  func record(_ step: Step) {
    steps.append(step)
    afterStep?(step)
  }
}

import ReadingsFormat

/// What the process ends with; the numbers are those of sysexits.h.
enum ExitStatus: Int32 {
  /// Everything went well.
  case success = 0
  /// Something went wrong that has no number of its own.
  case failure = 1
  /// The arguments are wrong.
  case usage = 64
  /// The input is damaged, or no recording; what is intact has been written.
  case damaged = 65
  /// There is no input that can be read.
  case noInput = 66
  /// The output can't be created.
  case cannotCreate = 73
  /// Reading or writing failed half-way.
  case inputOutput = 74

  /// The status for an error.
  init(_ code: ReadingsError.Code) {
    self =
      switch code {
      case .noInput: .noInput
      case .notARecording, .damaged, .unsupported: .damaged
      case .cannotCreate: .cannotCreate
      case .inputOutput: .inputOutput
      case .invalidArgument: .usage
      default: .failure
      }
  }
}

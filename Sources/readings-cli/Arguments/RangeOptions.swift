import ArgumentParser
import ReadingsConvert
import ReadingsFormat

/// The options that choose a part of a recording.
struct RangeOptions: ParsableArguments {
  @Option(
    name: [.customShort("f"), .long], parsing: .unconditional,
    help: ArgumentHelp(
      "Start at a time (1.5, 250ms, 3min) or at the first event with this label.",
      valueName: "time|label"))
  var from: String?

  @Option(
    name: [.customShort("t"), .long], parsing: .unconditional,
    help: ArgumentHelp("End there; rows at that very time are included.", valueName: "time|label"))
  var to: String?

  @Option(
    name: .customLong("from-event"), parsing: .unconditional,
    help: ArgumentHelp("Start at a label, even one that looks like a time.", valueName: "label"))
  var fromEvent: String?

  @Option(
    name: .customLong("to-event"), parsing: .unconditional,
    help: ArgumentHelp("End at a label, even one that looks like a time.", valueName: "label"))
  var toEvent: String?

  func validate() throws {
    if from != nil && fromEvent != nil {
      throw ValidationError("--from and --from-event exclude each other.")
    }
    if to != nil && toEvent != nil {
      throw ValidationError("--to and --to-event exclude each other.")
    }
  }

  /// What the options say, without looking into a recording.
  ///
  /// - Throws: `ReadingsError` with code `invalidArgument` if a number is no time.
  func selection() throws(ReadingsError) -> RowSelection {
    RowSelection(
      from: try Self.bound(from, event: fromEvent), to: try Self.bound(to, event: toEvent))
  }

  private static func bound(
    _ text: String?, event: String?
  ) throws(ReadingsError) -> TimeBound? {
    if let event { return .event(event) }
    if let text { return try TimeBound(text) }
    return nil
  }
}

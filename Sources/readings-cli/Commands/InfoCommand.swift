import ArgumentParser
import ReadingsFormat

/// `readings info`: what a recording holds.
struct InfoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info",
    abstract: "Describe a recording: who, when, how long, how well.",
    discussion: """
      EXAMPLES
        readings info run.rdg
        readings info run.rdg --events
        readings info run.rdg --json | jq .gaps
      """)

  @OptionGroup var input: InputOptions

  @Flag(help: "Write JSON; keys stay the same from version to version.")
  var json = false

  @Flag(help: "List all events instead of the first ten.")
  var events = false

  func run() throws {
    let recording = try input.open()
    let summary = try RunSummary(recording, listedEvents: events ? .max : 10)
    try StandardOutput.write(json ? summary.json(file: input.file) : summary.text(file: input.file))
    if let loss = ReadingsError(damageOf: recording, path: input.file) { throw loss }
  }
}

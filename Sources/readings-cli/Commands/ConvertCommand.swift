import ArgumentParser
import ReadingsConvert
import ReadingsFormat

/// `readings convert`: a recording in a format that other tools read.
struct ConvertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Write a recording as CSV or TSV.",
    discussion: """
      The output is written beside the recording, as FILE.csv and FILE.tsv.

      Times are seconds with nine decimals, numbers are exact, and the last
      column is the event's label. Lines end in a line feed. CSV is quoted as
      RFC 4180 says; TSV has \\t, \\n, \\r and \\\\ inside labels.

      EXAMPLES
        readings convert run.rdg --csv
        readings convert run.rdg --csv --tsv --from 10s --to done
        readings convert run.rdg --tsv -o - | cut -f1,4
      """)

  @OptionGroup var input: InputOptions

  @Flag(help: "Write comma-separated values.")
  var csv = false

  @Flag(help: "Write tab-separated values.")
  var tsv = false

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("Write to this path; - is standard output.", valueName: "path"))
  var output: String?

  @OptionGroup var range: RangeOptions

  func validate() throws {
    guard csv || tsv else {
      throw ValidationError("Say what to convert to: --csv, --tsv or both.")
    }
    guard output == nil || !(csv && tsv) else {
      throw ValidationError("One output cannot hold both --csv and --tsv.")
    }
  }

  func run() throws {
    let selection = try range.selection()
    let recording = try input.open(for: selection)
    let seconds = try selection.seconds(in: recording)
    if csv { try write(recording, as: .commaSeparated, suffix: ".csv", seconds) }
    if tsv { try write(recording, as: .tabSeparated, suffix: ".tsv", seconds) }
    if let loss = ReadingsError(damageOf: recording, path: input.file) { throw loss }
  }

  private func write(
    _ recording: any Recording, as dialect: DelimitedText.Dialect, suffix: String,
    _ seconds: ClosedRange<Double>?
  ) throws(ReadingsError) {
    let target = try OutputTarget(
      option: output, input: input.file, files: input.files(of: recording), suffix: suffix)
    try target.write { sink throws(ReadingsError) in
      try DelimitedText(dialect, seconds: seconds).write(recording, to: sink)
    }
  }
}

import ArgumentParser
import ReadingsFormat

/// `readings recover`: what is intact of a file, in a clean one.
struct RecoverCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recover",
    abstract: "Write what is intact of a damaged recording to a new file.",
    discussion: """
      The damaged file is only read. The new one is a closed recording with the
      same header; its rows are numbered anew from the first one on.

      The status is 0 if everything came out. It is 65 if something is lost, or if
      the file holds other recordings as well; the new file is there all the same.
      Of several recordings the one comes out of which most is intact; `readings
      check` lists their tags.

      EXAMPLES
        readings recover run.rdg -o new.rdg
        readings recover both.rdg -o second.rdg --recording 0a1b2c3d
      """)

  @Argument(help: ArgumentHelp("The damaged file.", valueName: "file"))
  var file: String

  @Option(name: [.short, .long], help: ArgumentHelp("The new file.", valueName: "path"))
  var output: String

  @Option(
    help: ArgumentHelp(
      "Which recording to write if the file holds several: its tag, of eight digits.",
      valueName: "tag"))
  var recording: String?

  func validate() throws {
    guard output != "-" else {
      throw ValidationError("A recovered file cannot be written to standard output; name a file.")
    }
    guard recording.map({ RecordingTag($0) != nil }) ?? true else {
      throw ValidationError("A recording's tag has eight hexadecimal digits.")
    }
  }

  func run() throws {
    let target = try OutputTarget(option: output, input: file, files: [file], suffix: "")
    guard case .file(let path) = target else {
      throw ReadingsError(.cannotCreate, "is no regular file", place: .init(path: output))
    }
    let replacement = try ReplacementName(path)
    let report = try replacement.named { temporaryPath throws(ReadingsError) in
      try Recovery.recover(
        file, to: temporaryPath, recording: recording.flatMap { RecordingTag($0) })
    }
    try replacement.commit()
    try StandardOutput.write(report.text(file: file, newFile: output))
    if let loss = ReadingsError(report.losses, path: file) { throw loss }
    if recording == nil, let other = report.recordings.first(where: { $0.tag != report.recording })
    {
      throw ReadingsError(
        .damaged,
        "holds \(report.recordings.count) recordings; the largest was written, and --recording "
          + "\(other.tag) writes another one", place: .init(path: file))
    }
  }
}

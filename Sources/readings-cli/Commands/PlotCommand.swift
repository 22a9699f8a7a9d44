import ArgumentParser
import Glibc
import ReadingsConvert
import ReadingsFormat
import ReadingsPlot

/// `readings plot`: a recording as a picture.
struct PlotCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plot",
    abstract: "Draw a recording as a PNG (the default).",
    discussion: """
      The picture is written beside the recording, as FILE.png.

      EXAMPLES
        readings plot run.rdg
        readings plot run.rdg --from loading_model --to 90s
        readings plot run.rdg --size 2400x1200 -o - > picture.png
      """)

  @OptionGroup var input: InputOptions

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("Write to this path; - is standard output.", valueName: "path"))
  var output: String?

  @OptionGroup var range: RangeOptions

  @Flag(help: "Show CPU use in percent of one core instead of all.")
  var singleCore = false

  @Option(
    help: ArgumentHelp(
      "Width and height in pixels, 200x150 to 16384x16384.", valueName: "WxH"))
  var size: PictureSize?

  func run() throws {
    let selection = try range.selection()
    let recording = try input.open(for: selection)
    let target = try OutputTarget(
      option: output, input: input.file, files: input.files(of: recording), suffix: ".png")
    if target == .standardOutput, SystemCall.isTerminal(STDOUT_FILENO) {
      throw ReadingsError(.invalidArgument, "a terminal cannot show the picture; redirect it")
    }
    var options = PlotOptions()
    options.title = String(input.file.split(separator: "/").last ?? "").visible(limit: 100)
    options.singleCore = singleCore
    options.seconds = try selection.seconds(in: recording)
    if let size {
      options.width = size.width
      options.height = size.height
    }
    let picture = try Plot.png(of: recording, options: options)
    try target.write { sink throws(ReadingsError) in try sink.write(picture) }
    if let loss = ReadingsError(damageOf: recording, path: input.file) { throw loss }
  }
}

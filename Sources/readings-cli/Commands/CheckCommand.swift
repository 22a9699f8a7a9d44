import ArgumentParser
import ReadingsFormat

/// `readings check`: what of a file is damaged.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Say whether recordings are intact, and what is lost.",
    discussion: """
      Each file is checked alone, also one of several of a recording. The status
      is 0 if all are clean, and 65 if any is damaged.

      A quick check looks at the frames, at the checksums of all but the values,
      at the summaries and at the index.

      EXAMPLES
        readings check run.rdg
        readings check --full run.rdg run.0*.rdg
        readings check --json run.rdg | jq '.files[].lost_rows'
      """)

  @Argument(help: ArgumentHelp("The files.", valueName: "file"))
  var files: [String]

  @Flag(help: "Check every checksum and every value.")
  var full = false

  @Flag(help: "Write JSON; keys stay the same from version to version.")
  var json = false

  func run() throws {
    var checks: [FileCheck] = []
    var failure: ReadingsError?
    for file in files {
      do throws(ReadingsError) {
        checks.append(try FileCheck(path: file, depth: full ? .full : .quick))
      } catch {
        failure = failure ?? error
      }
    }
    let text =
      json
      ? JSON.object([("files", .array(checks.map(\.json)))]).text() + "\n"
      : checks.map(\.text).joined(separator: "\n")
    try StandardOutput.write(text)
    if let failure { throw failure }
    let damaged = checks.filter { !$0.isClean }
    if let first = damaged.first, var loss = ReadingsError(first.damage, path: first.path) {
      if files.count > 1 {
        loss.message += "; \(damaged.count) of \(files.count) files are damaged"
      }
      throw loss
    }
  }
}

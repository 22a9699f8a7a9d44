import ArgumentParser

/// The program's command line.
struct Readings: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "readings",
    abstract: "Draws, converts, describes and recovers recordings of a process's vital signs.",
    discussion: """
      A recording is an .rdg file, or the text of the Rust crate 'readings' 0.1.
      Finished files of the same recording beside it, such as run.000001.rdg, are
      read with run.rdg as one; several files of one recording may also be named.

      EXAMPLES
        readings run.rdg                        draw run.rdg.png
        readings run.rdg --from 1.5 --to 90s    draw a part of it
        readings convert run.rdg --csv          write run.rdg.csv
        readings info run.rdg                   say what is in it
        readings check run.rdg                  say what is damaged
        readings recover run.rdg -o new.rdg     write what is intact to new.rdg

      EXIT STATUS
        0   success
        64  wrong usage
        65  damaged input; all that is intact has been written
        66  no input
        73  the output cannot be created
        74  reading or writing failed half-way
        1   any other failure
      """,
    version: "readings \(version)",
    subcommands: [
      PlotCommand.self, ConvertCommand.self, InfoCommand.self, CheckCommand.self,
      RecoverCommand.self,
    ],
    defaultSubcommand: PlotCommand.self)

  /// The program's version.
  static let version = "0.1.0"
}

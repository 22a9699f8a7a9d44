import ArgumentParser
import ReadingsConvert
import ReadingsFormat

/// The files that a command reads.
struct InputOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("The recording, or several of its files.", valueName: "file"))
  var files: [String]

  @Flag(help: "Read the file without the finished ones beside it.")
  var alone = false

  func validate() throws {
    if alone && files.count > 1 {
      throw ValidationError("--alone reads one file; several are named.")
    }
  }

  /// The file that outputs are named after.
  var file: String { files[0] }

  /// All files that a recording, opened with these options, is read from.
  func files(of recording: any Recording) -> [String] {
    (recording as? LogSeries)?.paths ?? files
  }

  /// Opens the recording: several files as one, a single one with the finished ones beside it.
  ///
  /// Of a range, only what is in it is looked at, where the files have an index.
  ///
  /// - Throws: `ReadingsError`, as `InputRecording.open` does.
  func open(for selection: RowSelection = RowSelection()) throws(ReadingsError) -> any Recording {
    let access: LogReader.Access = selection == RowSelection() ? .complete : .indexed
    return files.count > 1
      ? try InputRecording.open(files, access: access)
      : try InputRecording.open(file, alone: alone, access: access)
  }
}

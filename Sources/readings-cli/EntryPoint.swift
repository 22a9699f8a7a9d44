import ArgumentParser
import Glibc
import ReadingsFormat

/// Where the program starts.
@main
enum EntryPoint {
  /// Runs a command and ends the process with its exit status.
  static func main() {
    // A write to a pipe without a reader has to come back as an error, so that half-written
    // files are removed before the process ends.
    signal(SIGPIPE, SIG_IGN)
    occupyStandardDescriptors()
    exit(run(Array(CommandLine.arguments.dropFirst())).rawValue)
  }

  private static func run(_ arguments: [String]) -> ExitStatus {
    do {
      var command = try Readings.parseAsRoot(arguments)
      try command.run()
      return .success
    } catch let error as ReadingsError {
      if error.errno == .brokenPipe { dieOfBrokenPipe() }
      ErrorLine.write("\(error)")
      return ExitStatus(error.code)
    } catch {
      return answer(error)
    }
  }

  /// Opens what the caller closed of the standard streams, so that no file gets their numbers and
  /// messages for its contents. Writing to them stays an error.
  private static func occupyStandardDescriptors() {
    for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
      _ = open("/dev/null", O_RDONLY)
    }
  }

  /// Shows the help that was asked for, or what is wrong with the arguments.
  private static func answer(_ error: any Error) -> ExitStatus {
    guard Readings.exitCode(for: error).isSuccess else {
      let sentence = Readings.message(for: error).split(whereSeparator: \.isNewline)
        .joined(separator: " ")
      let end = sentence.hasSuffix(".") || sentence.hasSuffix("?") ? "" : "."
      ErrorLine.write("\(sentence)\(end) See 'readings --help'.")
      return .usage
    }
    do throws(ReadingsError) {
      try StandardOutput.write(Readings.fullMessage(for: error) + "\n")
      return .success
    } catch {
      if error.errno == .brokenPipe { dieOfBrokenPipe() }
      ErrorLine.write("\(error)")
      return ExitStatus(error.code)
    }
  }

  /// Ends the process as a broken pipe ends any other tool: silently, by the signal.
  private static func dieOfBrokenPipe() -> Never {
    signal(SIGPIPE, SIG_DFL)
    raise(SIGPIPE)
    exit(ExitStatus.inputOutput.rawValue)
  }
}

import Glibc
import ReadingsFormat
import ReadingsProbe

/// A program that records itself while a test does something terrible to it or to its file.
///
/// `fault-subject RECORDING [SETTING=VALUE …]` says `recording`, or `refused` and the error's code.
/// After that it answers each command on its standard input with one line. See `Settings` and
/// `Subject.answer(to:_:)`.
@main
struct FaultSubject {
  static func main() {
    let settings = Settings(CommandLine.arguments.dropFirst())
    settings.apply()
    let subject: Subject
    do {
      subject = try Subject(settings)
    } catch {
      answer("refused \(error.code.rawValue)")
      exit(2)
    }
    Subject.current = subject
    if let delay = settings.forksAfter {
      usleep(delay)
      answer("forked \(subject.forkRecorder())")
    }
    answer("recording")
    obey(subject)
  }

  private static func obey(_ subject: Subject) {
    while let line = Settings.withoutAlarms({ readLine() }) {
      let words = line.split(separator: " ", maxSplits: 1).map(String.init)
      guard let command = words.first else { continue }
      if command == "end-main" { return endMainThread() }
      answer(subject.answer(to: command, words.count > 1 ? words[1] : ""))
    }
  }

  /// Has another thread obey, and ends this one, as programs do whose workers go on.
  private static func endMainThread() {
    var thread = pthread_t()
    pthread_create(
      &thread, nil,
      { _ in
        if let subject = Subject.current {
          FaultSubject.answer("done")
          FaultSubject.obey(subject)
        }
        exit(0)
      }, nil)
    pthread_exit(nil)
  }

  private static func answer(_ line: String) {
    Settings.withoutAlarms {
      print(line)
      fflush(nil)
    }
  }
}

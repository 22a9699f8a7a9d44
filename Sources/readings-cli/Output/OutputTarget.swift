import Glibc
import ReadingsFormat

/// Where a command writes to.
enum OutputTarget: Equatable {
  /// Standard output.
  case standardOutput
  /// A device, a FIFO or a socket that is there already, and is written to as it is.
  case special(String)
  /// A regular file, which appears when it is complete.
  case file(String)

  /// The place that a user asked for, or the one beside the input.
  ///
  /// - Parameters:
  ///   - option: The path given with `-o`, `-` for standard output, or `nil`.
  ///   - input: The path of the input beside which the output goes.
  ///   - files: All files that are read.
  ///   - suffix: What a file beside the input has behind the input's name, such as `.png`.
  /// - Throws: `ReadingsError` with code `invalidArgument` if the output is an input, and
  ///   `cannotCreate` if it is a directory or write-protected.
  init(
    option: String?, input: String, files: [String], suffix: String
  ) throws(ReadingsError) {
    if option == "-" {
      self = .standardOutput
      return
    }
    let path = option ?? input + suffix
    var status = stat()
    guard stat(path, &status) == 0 else {
      self = .file(path)
      return
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG:
      for file in files {
        var original = stat()
        guard stat(file, &original) == 0, original.st_dev == status.st_dev,
          original.st_ino == status.st_ino
        else { continue }
        throw ReadingsError(
          .invalidArgument, "the output would overwrite the input", place: .init(path: path))
      }
      guard access(path, W_OK) == 0 else {
        throw ReadingsError(
          .cannotCreate, "cannot be replaced", place: .init(path: path), errno: .current)
      }
      self = .file(Self.resolved(path))
    case S_IFDIR:
      throw ReadingsError(.cannotCreate, "is a directory", place: .init(path: path))
    default:
      self = .special(path)
    }
  }

  /// The path behind all symbolic links, so that a link stays and its target is replaced.
  private static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }

  /// Calls `body` with a sink for the output, which is complete when `body` returns.
  ///
  /// If `body` throws, no file appears, and one that was there stays as it was.
  func write(
    _ body: (Descriptor) throws(ReadingsError) -> Void
  ) throws(ReadingsError) {
    switch self {
    case .standardOutput:
      try body(Descriptor(STDOUT_FILENO, name: StandardOutput.name))
    case .special(let path):
      let number = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY)
      guard number >= 0 else {
        throw ReadingsError(
          .cannotCreate, "cannot be opened", place: .init(path: path), errno: .current)
      }
      defer { close(number) }
      try body(Descriptor(number, name: path))
    case .file(let path):
      let file = try ReplacementFile(path)
      try body(file.descriptor)
      try file.commit()
    }
  }
}

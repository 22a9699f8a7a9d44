import Foundation

/// A program that a test talks to by lines. It is killed if it still runs in the end.
///
/// Not by Foundation's Process, which takes a program for alive as long as a child of it is.
final class Program {
  /// How a program has ended.
  enum Ending: Equatable {
    case status(Int32)
    case signal(Int32)
  }

  /// A program that did not answer or end in time, or ended instead of answering.
  struct Silence: Error { var errors: [String] }

  /// What takes longer hangs, in milliseconds.
  private static let patience: Int32 = 60_000

  let identifier: pid_t
  private let scratch: Scratch
  /// One end of a socket, of which the other is the program's standard input and output.
  private let channel: Int32
  private var received: [UInt8] = []
  private var end: Ending?

  /// The path of a program that was built beside the tests.
  static func built(_ name: String) -> String {
    URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
      .appending(path: name).path
  }

  /// Starts a program that was built beside the tests, or the one at an absolute path.
  init(_ name: String, _ arguments: [String], environment: [String: String] = [:]) throws {
    let scratch = try Scratch()
    let path = name.hasPrefix("/") ? name : Self.built(name)
    // The runtime's own report of a crash takes its time.
    let variables = ProcessInfo.processInfo.environment
      .merging(["SWIFT_BACKTRACE": "enable=no"]) { $1 }.merging(environment) { $1 }
    let (own, other) = try Self.channel()
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, other, 0)
    posix_spawn_file_actions_adddup2(&actions, other, 1)
    posix_spawn_file_actions_addopen(
      &actions, 2, scratch.file("stderr"), O_WRONLY | O_CREAT | O_APPEND, 0o600)
    var child: pid_t = 0
    // The threads of tests block signals, and a program inherits that.
    var attributes = posix_spawnattr_t()
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_init(&attributes)
    posix_spawnattr_setsigmask(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    defer { posix_spawnattr_destroy(&attributes) }
    let error = Self.withStrings([path] + arguments) { arguments in
      Self.withStrings(variables.map { "\($0)=\($1)" }) { variables in
        posix_spawn(&child, path, &actions, &attributes, arguments, variables)
      }
    }
    close(other)
    identifier = child
    self.scratch = scratch
    channel = own
    guard error == 0 else { throw POSIXError(POSIXErrorCode(rawValue: error) ?? .EIO) }
  }

  deinit {
    kill()
    close(channel)
  }

  /// The lines on standard error so far.
  var errors: [String] {
    let text = try? String(contentsOfFile: scratch.file("stderr"), encoding: .utf8)
    return (text ?? "").split(separator: "\n").map(String.init)
  }

  /// Sends a line.
  func tell(_ line: String) throws {
    let bytes = Array((line + "\n").utf8)
    guard send(channel, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count else {
      throw Silence(errors: errors)
    }
  }

  /// Sends a line, and returns the one that is the answer.
  func ask(_ line: String) throws -> String {
    try tell(line)
    return try answer()
  }

  /// The next line on standard output.
  func answer() throws -> String {
    while true {
      if let end = received.firstIndex(of: UInt8(ascii: "\n")) {
        defer { received.removeSubrange(...end) }
        return String(decoding: received[..<end], as: UTF8.self)
      }
      var readable = pollfd(fd: channel, events: Int16(POLLIN), revents: 0)
      var buffer = [UInt8](repeating: 0, count: 4096)
      guard poll(&readable, 1, Self.patience) == 1 else { throw Silence(errors: errors) }
      let count = read(channel, &buffer, buffer.count)
      guard count > 0 else { throw Silence(errors: errors) }
      received += buffer[..<count]
    }
  }

  /// Ends its standard input, so that a program that reads it to the end goes.
  func closeInput() { shutdown(channel, Int32(SHUT_WR)) }

  /// Sends a signal.
  func signal(_ number: Int32) { Foundation.kill(identifier, number) }

  /// Kills it, and waits a moment: what waits for a disk ends when that answers.
  private func kill() {
    guard end == nil else { return }
    signal(SIGKILL)
    for _ in 0..<2000 {
      if waitpid(identifier, nil, WNOHANG) == identifier { return }
      usleep(1000)
    }
  }

  /// Waits for its end.
  func ending() throws -> Ending {
    if let end { return end }
    var status: Int32 = 0
    for _ in 0..<Self.patience where end == nil {
      if waitpid(identifier, &status, WNOHANG) == identifier {
        end = status & 0x7F == 0 ? .status(status >> 8 & 0xFF) : .signal(status & 0x7F)
      } else {
        usleep(1000)
      }
    }
    guard let end else { throw Silence(errors: errors) }
    return end
  }

  /// A pair of sockets that no other program inherits.
  private static func channel() throws -> (Int32, Int32) {
    var ends: [Int32] = [0, 0]
    let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, type, 0, &ends) == 0 else { throw POSIXError(.EMFILE) }
    return (ends[0], ends[1])
  }

  private static func withStrings<Result>(
    _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let copies = strings.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    return body(copies + [nil])
  }
}

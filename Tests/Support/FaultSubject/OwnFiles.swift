import Forking
import Glibc
import SeededRandom

/// What a host does that closes every number, as daemons do, and has files and sockets of its own under
/// them a moment later.
final class OwnFiles {
  /// A file or a socket of the host's.
  private struct Own {
    var descriptor: Int32
    var status: stat
    var content: [UInt8]
  }

  private let folder: String
  private var random: SeededGenerator
  private var own: [Own] = []
  private var count = 0

  /// Above every number that a probe takes here.
  private static let end: Int32 = 4200

  /// - Parameter folder: Where the files are made.
  init(folder: String, seed: UInt64) {
    self.folder = folder
    random = SeededGenerator(seed)
  }

  /// Closes everything from 3 on, what the host has itself as well, and takes numbers; `nil` if all that
  /// it had was as it had left it.
  func round() -> String? {
    if let flaw = flaw() { return flaw }
    for descriptor in 3..<Self.end { close(descriptor) }
    own = []
    for _ in 0..<Int.random(in: 0...8, using: &random) { open() }
    if Int.random(in: 0..<8, using: &random) == 0, run_in_forked_child({}) != 0 {
      return "a child did not end well"
    }
    usleep(UInt32.random(in: 0...3000, using: &random))
    return flaw()
  }

  /// Says what has happened to a file or a socket of the host's.
  func flaw() -> String? {
    for own in own {
      var now = stat()
      guard fstat(own.descriptor, &now) == 0 else { return "\(own.descriptor) was closed" }
      guard now.st_dev == own.status.st_dev, now.st_ino == own.status.st_ino else {
        return "\(own.descriptor) is another file"
      }
      guard now.st_size == own.status.st_size else { return "\(own.descriptor) has another size" }
      var bytes = [UInt8](repeating: 0, count: own.content.count)
      guard own.content.isEmpty || pread(own.descriptor, &bytes, bytes.count, 0) == bytes.count,
        bytes == own.content
      else { return "\(own.descriptor) has other bytes" }
    }
    return nil
  }

  private func open() {
    count += 1
    var descriptor: Int32
    var content: [UInt8] = []
    if Bool.random(using: &random) {
      var ends: [Int32] = [0, 0]
      guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0 else { return }
      close(ends[1])
      descriptor = ends[0]
    } else {
      // Digits, as the kernel's files have them.
      let length = Int.random(in: 1...20_000, using: &random)
      content = (0..<length).map { _ in UInt8.random(in: 0x30...0x39, using: &random) }
      let path = "\(folder)/own-\(count)"
      descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_TRUNC, 0o600)
      guard descriptor >= 0, write(descriptor, content, content.count) == content.count else {
        return
      }
      unlink(path)
    }
    // Where the probe has its numbers, too.
    if Bool.random(using: &random) {
      let high = fcntl(descriptor, F_DUPFD, Int32.random(in: 900..<4110, using: &random))
      if high >= 0 {
        close(descriptor)
        descriptor = high
      }
    }
    var status = stat()
    if fstat(descriptor, &status) == 0 {
      own.append(Own(descriptor: descriptor, status: status, content: content))
    }
  }
}

extension Subject {
  /// Does rounds of closing and opening, with an event in each; says what was harmed, or `intact`.
  func takeNumbers(rounds: Int) -> String {
    let folder = String(path.prefix(upTo: path.lastIndex(of: "/") ?? path.startIndex))
    let files = OwnFiles(folder: folder, seed: UInt64(rounds))
    for round in 0..<rounds {
      if let flaw = files.round() { return "round \(round): \(flaw)" }
      probe.event("round \(round)")
      if round % 64 == 63, !probe.flush(within: .seconds(30)) { return "round \(round): no flush" }
    }
    return files.flaw() ?? "intact"
  }
}

import ReadingsFormat
import Synchronization

/// What goes wrong beside the rows, each kind of it once on standard error and as an event, and known to
/// `flush` and `stop`. The housekeeper meets it as well as the heartbeat; thread-safe.
final class RecordingTroubles: Sendable {
  /// What can go wrong while the rows get into the file all the same.
  enum Kind: Hashable {
    /// The system does not tell something that was to be recorded.
    case unread
    /// The disk did not take what was recorded: a loss of power would cost it.
    case writeBack
    /// A file has no index. It is as readable.
    case closing
    /// A file that should not stay can't be removed: the recording takes more space than was allowed.
    case removal
  }

  private struct State {
    var told: Set<Kind> = []
    var news: [String] = []
    /// The file that a write-back failed of. What it had dirty then may never get to the disk, and a
    /// later success does not tell: fsync(2), "Bugs".
    var unsafeFile: SystemCall.FileIdentity?
    var isOpenEnded = false
  }

  private let path: String
  private let state = Guarded(State())
  private let newsCount = Atomic<Int>(0)

  /// Of a recording at a path.
  init(path: String) { self.path = path }

  /// Whether all is as it should be, as far as the bytes are concerned: on the disk, where that was asked
  /// for, and closed.
  var isNone: Bool { state.withLock { $0.unsafeFile == nil && !$0.isOpenEnded } }

  /// Notes that a write-back of a file failed.
  func note(writeBackOf file: SystemCall.FileIdentity, _ error: Errno) {
    state.withLock { $0.unsafeFile = file }
    note(.writeBack, error)
  }

  /// Notes that a file is on the disk; with it, what another one kept from being safe is over.
  func noteSuccess(of file: SystemCall.FileIdentity) {
    state.withLock { state in
      if state.unsafeFile != file { state.unsafeFile = nil }
    }
  }

  /// Notes that a file was closed without an index.
  func noteOpenEnd(_ error: Errno) {
    state.withLock { $0.isOpenEnded = true }
    note(.closing, error)
  }

  /// Notes that a file could not be removed.
  func note(removal error: Errno) {
    // The next time will do where no descriptor is free now.
    if !error.isDescriptorExhaustion { note(.removal, error) }
  }

  /// Notes that some columns or groups can't be recorded.
  func note(missing names: [String]) {
    if !names.isEmpty { note(.unread, names.joined(separator: ", ")) }
  }

  private func note(_ kind: Kind, _ error: Errno) { note(kind, error.description) }

  private func note(_ kind: Kind, _ what: String) {
    let sentence = "\(kind.sentence): \(what)"
    let isNew = state.withLock { state in
      guard state.told.insert(kind).inserted else { return false }
      state.news.append(sentence)
      return true
    }
    guard isNew else { return }
    newsCount.add(1, ordering: .releasing)
    RecordingReport.line(sentence, path: path)
  }

  /// Whether there is something that is not in the file yet.
  @inline(__always) var hasNews: Bool { newsCount.load(ordering: .relaxed) > 0 }

  /// What is not in the file yet; told once.
  func takeNews() -> [String] {
    let news = state.withLock { state in
      defer { state.news = [] }
      return state.news
    }
    newsCount.subtract(news.count, ordering: .relaxed)
    return news
  }
}

extension RecordingTroubles.Kind {
  /// What is wrong, for people.
  fileprivate var sentence: String {
    switch self {
    case .unread: "the system does not tell these, which are not recorded"
    case .writeBack: "the disk does not take what is recorded"
    case .closing: "a file was closed without an index"
    case .removal: "files beyond those that are kept cannot be removed"
    }
  }
}

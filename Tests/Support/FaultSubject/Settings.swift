import CallFilter
import Glibc
import ReadingsFormat
import ReadingsProbe

/// What the arguments say: a path, and settings such as `heartbeat=50`.
///
/// | setting | meaning |
/// | --- | --- |
/// | `heartbeat` | in microseconds; 1,000 by default |
/// | `rotation` | a file's size in bytes; three finished files stay |
/// | `vitals` | groups of vitals, with commas between them |
/// | `storage` | `written` for pwrite(2) |
/// | `sigbus` | `own` for a handler of the program's own, set before the probe starts |
/// | `descriptors` | the limit RLIMIT_NOFILE |
/// | `size` | the limit RLIMIT_FSIZE, in bytes |
/// | `alarms` | a signal so many microseconds apart, whose handler does not restart calls |
/// | `folder` | the folder to start in |
/// | `loss` | what a loss of power may cost, in milliseconds |
/// | `fallocate` | the error that fallocate(2) fails with |
/// | `fork` | fork so many microseconds after the start |
struct Settings {
  let path: String
  private(set) var values: [String: String] = [:]

  init(_ arguments: ArraySlice<String>) {
    path = arguments.first ?? ""
    for argument in arguments.dropFirst() {
      let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
      if parts.count == 2 { values[parts[0]] = parts[1] }
    }
  }

  var heartbeat: Duration { .microseconds(number("heartbeat") ?? 1000) }
  var forksAfter: UInt32? { number("fork").map { UInt32($0) } }

  var options: Probe.Options {
    var options = Probe.Options()
    if values["storage"] == "written" { options.storage = .written }
    if let names = values["vitals"] {
      options.vitals = names.split(separator: ",").compactMap { VitalsGroup(name: String($0)) }
    }
    if let size = number("rotation") {
      options.rotation = Rotation(maximumSize: size, keptFiles: 3)
    }
    if let cost = number("loss") {
      options.durability = .powerLoss(costingAtMost: .milliseconds(cost))
    }
    return options
  }

  /// Makes of the process what the settings say.
  func apply() {
    // What a host does that writes into pipes and sockets.
    signal(SIGPIPE, SIG_IGN)
    if let limit = number("descriptors") { Self.limit(RLIMIT_NOFILE, limit) }
    if let limit = number("size") { Self.limit(RLIMIT_FSIZE, limit) }
    if let folder = values["folder"] { chdir(folder) }
    if values["sigbus"] == "own" { ForeignMapping.handleFaults() }
    if let error = number("fallocate"), refuse_fallocate(Int32(error)) != 0 { exit(3) }
    if let interval = number("alarms") { Self.raiseAlarms(every: interval) }
  }

  private func number(_ name: String) -> Int? { values[name].flatMap { Int($0) } }

  /// Sets the soft limit of a resource.
  static func limit(_ resource: __rlimit_resource, _ count: Int) {
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(resource.rawValue), &limit)
    limit.rlim_cur = rlim_t(count)
    setrlimit(__rlimit_resource_t(resource.rawValue), &limit)
  }

  private static func raiseAlarms(every microseconds: Int) {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in Settings.alarms += 1 }
    sigaction(SIGALRM, &action, nil)
    let interval = timeval(tv_sec: 0, tv_usec: suseconds_t(microseconds))
    var timer = itimerval(it_interval: interval, it_value: interval)
    setitimer(__itimer_which_t(ITIMER_REAL.rawValue), &timer, nil)
  }

  /// Does something of the test's that is not made for alarms.
  static func withoutAlarms<Result>(_ body: () -> Result) -> Result {
    var alarm = sigset_t()
    sigemptyset(&alarm)
    sigaddset(&alarm, SIGALRM)
    pthread_sigmask(SIG_BLOCK, &alarm, nil)
    defer { pthread_sigmask(SIG_UNBLOCK, &alarm, nil) }
    return body()
  }

  /// How many alarms there have been. Written by one signal handler.
  nonisolated(unsafe) static var alarms = 0
}

/// A group of values that can be recorded of a process beside its own metrics. Each can be left out.
///
/// A group is read at most once per `minimumInterval`, so that what is dear costs little at short
/// heartbeats; rows in between repeat its last values. A group that the system does not offer has
/// no columns.
///
/// The costs below are the CPU time of one reading on Linux 6.18, on a virtual machine with two cores, as
/// `make bench-probe` measures it. With their minimum intervals the groups in `all` add about 2 µs to each
/// beat of a millisecond, and 0.1 µs for each thread.
public struct VitalsGroup: Sendable, Hashable {
  /// The groups there are; the raw values are their names.
  enum Kind: String, Sendable, CaseIterable {
    case process, allocator, io, threads, descriptors, scheduler, cgroup, pressure, memory
  }

  let kind: Kind

  /// The name, as in `READINGS_VITALS=io,threads`.
  public var name: String { kind.rawValue }

  /// The least time between two readings; zero for every beat. What is beyond a day counts as one.
  ///
  /// A reading is taken at the beat nearest to its turn, so that single ones may come closer to
  /// each other by up to half of the interval. The group `process` is read at every beat, whatever
  /// the interval.
  public var minimumInterval: Duration

  private init(_ kind: Kind, every minimumInterval: Duration) {
    self.kind = kind
    self.minimumInterval = minimumInterval
  }

  /// The same group with another minimum interval, such as `.io.every(.milliseconds(100))`.
  public func every(_ interval: Duration) -> VitalsGroup { VitalsGroup(kind, every: interval) }

  /// The group of a name; nil for a name that no group has.
  public init?(name: String) {
    guard let group = Self.known.first(where: { $0.name == name }) else { return nil }
    self = group
  }

  /// CPU time, memory, page faults, context switches and block I/O, from getrusage(2) and
  /// /proc/self/statm (proc(5)). At every beat, and with every event: most of what those cost.
  public static let process = VitalsGroup(.process, every: .zero)

  /// Bytes and blocks that were allocated and freed so far, where the counting allocator is linked
  /// or preloaded. At every beat, and with every event: it takes no system call.
  public static let allocator = VitalsGroup(.allocator, every: .zero)

  /// Bytes and calls of read(2), write(2) and their like, and what of it reached storage, from
  /// /proc/self/io (proc(5)). Every 10 ms: about 3.6 µs, and more with many threads, which the
  /// kernel adds up.
  public static let io = VitalsGroup(.io, every: .milliseconds(10))

  /// The number of threads, from /proc/self/task (proc(5)). Every millisecond: about 1.4 µs.
  public static let threads = VitalsGroup(.threads, every: .milliseconds(1))

  /// The number of open descriptors and the limit on it, from /proc/self/fd (proc(5)) and
  /// getrlimit(2). Every 10 ms: about 2.4 µs. Before Linux 6.2 they have to be listed, which takes
  /// longer, and beyond some 4,096 they are no longer counted.
  public static let descriptors = VitalsGroup(.descriptors, every: .milliseconds(10))

  /// How long the threads of the process could have run and waited for a CPU, all together, from
  /// /proc/self/task/*/schedstat. Every 100 ms: about 11 µs for each thread. What a thread
  /// waited after the last reading before its end is missing, and of more than 1,024 threads the oldest
  /// count.
  public static let scheduler = VitalsGroup(.scheduler, every: .milliseconds(100))

  /// What the process's control group uses of memory and CPU time, its limits, and what they cost
  /// it: throttling and killed processes (cgroups(7)). Of all control groups on the way up, the one
  /// with the lowest limit counts. Every 100 ms: about 13 µs.
  public static let cgroup = VitalsGroup(.cgroup, every: .milliseconds(100))

  /// How long tasks of the whole machine waited for CPU, memory and I/O so far, from
  /// /proc/pressure (proc(5)). Every 100 ms: about 10 µs.
  public static let pressure = VitalsGroup(.pressure, every: .milliseconds(100))

  /// What of the resident memory is the process's own, and what is in swap and in huge pages, from
  /// /proc/self/smaps_rollup (proc(5)). Every second: about 16 ms for each GiB that is resident. The
  /// kernel walks all page tables for it, the beat waits meanwhile, and so do threads that map memory: `all`
  /// leaves it out.
  public static let memory = VitalsGroup(.memory, every: .seconds(1))

  /// All groups whose reading takes microseconds, with their minimum intervals: all but `memory`.
  public static let all: [VitalsGroup] = [
    .process, .allocator, .io, .threads, .descriptors, .scheduler, .cgroup, .pressure,
  ]

  /// All groups.
  static let known = all + [.memory]
}

import ReadingsProbe

/// What the program tells of itself, beside its vitals.
struct Metrics: Sendable {
  let files: Counter
  let jobs: Counter
  let queue: Gauge<Int64>
  let ratio: Gauge<Double>

  init(_ probe: Probe) throws {
    files = try probe.counter("files")
    jobs = try probe.counter("jobs")
    queue = try probe.gauge("queue_depth", of: Int64.self)
    ratio = try probe.gauge("compressed", unit: .ratio)
  }
}

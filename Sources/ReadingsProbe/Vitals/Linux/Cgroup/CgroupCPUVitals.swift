#if os(Linux)

  import ReadingsFormat

  /// What the process's control group uses of CPU time, and how its limit holds it back
  /// (cgroups(7), and Documentation/scheduler/sched-bwc.rst of the kernel).
  ///
  /// All is of the control group with the lowest limit on the way up, because that is the one which
  /// is throttled; of the process's own where nothing has a limit. Which one it is, is settled at
  /// the start. In the root, that is the whole machine.
  final class CgroupCPUVitals: VitalsCollector {
    let columns = [
      Column(
        "cgroup_cpu", unit: .seconds, kind: .counter, scale: .millionths, meaning: .cgroupCPU),
      Column(
        "cgroup_cpu_throttled", unit: .seconds, kind: .counter, scale: .millionths,
        meaning: .cgroupThrottledTime),
      Column("cgroup_cpu_throttled_periods", kind: .counter, meaning: .cgroupThrottledPeriods),
      Column("cgroup_cpu_limit", unit: "cores", type: .float64, meaning: .cgroupCPULimit),
    ]

    private let root: String
    private var source: CgroupCPUSource?

    /// Nil where the control group's CPU time can't be seen.
    init?(root: String = "") {
      self.root = root
      do throws(Errno) {
        guard let source = try CgroupCPUSource(root: root) else { return nil }
        self.source = source
      } catch {
        guard error.isDescriptorExhaustion else { return nil }
      }
    }

    func collect(into row: UnsafeMutablePointer<UInt64>) {
      // Looking for the files allocates, but only in a process that had no descriptor left.
      if source == nil { source = (try? CgroupCPUSource(root: root)) ?? nil }
      source?.read(into: row)
    }
  }

#endif

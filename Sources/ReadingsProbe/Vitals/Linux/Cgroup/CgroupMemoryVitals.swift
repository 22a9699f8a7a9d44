#if os(Linux)

  import ReadingsFormat

  /// What the process's control group uses of memory, and its limit (cgroups(7)).
  ///
  /// Usage and limit are those of the control group with the lowest limit on the way up, because
  /// that is where memory runs out first; of the process's own where nothing has a limit. Which one
  /// it is, is settled at the start.
  final class CgroupMemoryVitals: VitalsCollector {
    let columns = [
      Column("cgroup_memory", unit: .bytes, meaning: .cgroupMemory),
      Column("cgroup_memory_limit", unit: .bytes, meaning: .cgroupMemoryLimit),
      Column("cgroup_oom_kills", kind: .counter, meaning: .cgroupOOMKills),
    ]

    private let root: String
    private var files: Files?

    /// The files of a control group.
    private struct Files {
      let usage: KernelFile
      let limit: KernelFile?
      let events: KernelFile?

      init?(root: String) throws(Errno) {
        guard let all = try CgroupFolders.find("memory", root: root) else { return nil }
        let names =
          switch all.version {
          case .v1: ("memory.usage_in_bytes", "memory.limit_in_bytes", "memory.oom_control")
          case .v2: ("memory.current", "memory.max", "memory.events")
          }
        // In version 2 the nearest folder in which the controller is enabled; the root never is.
        let paths = all.paths.filter { KernelFile("\($0)/\(names.0)") != nil }
        guard let own = paths.first else { return nil }
        let folders = CgroupFolders(version: all.version, paths: paths)
        let tightest = try folders.tightest { path throws(Errno) -> UInt64? in
          guard let file = KernelFile("\(path)/\(names.1)") else { return nil }
          return try file.readAtStart(\.memoryLimit).flatMap { $0 > 0 ? $0 : nil }
        }
        let folder = paths[tightest ?? 0]
        guard let usage = KernelFile("\(folder)/\(names.0)") else { return nil }
        self.usage = usage
        limit = KernelFile("\(folder)/\(names.1)")
        events = KernelFile("\(own)/\(names.2)")
      }
    }

    /// Nil where the control group's memory can't be seen.
    init?(root: String = "") {
      self.root = root
      do throws(Errno) {
        guard let files = try Files(root: root) else { return nil }
        self.files = files
      } catch {
        guard error.isDescriptorExhaustion else { return nil }
      }
    }

    func collect(into row: UnsafeMutablePointer<UInt64>) {
      // Looking for the files allocates, but only in a process that had no descriptor left.
      if files == nil { files = (try? Files(root: root)) ?? nil }
      guard let files else { return }
      if let usage = files.usage.read({ $0.firstNumber }) { row[0] = usage }
      if let limit = files.limit?.read(\.memoryLimit) { row[1] = limit }
      if let kills = files.events?.read({ $0.number(of: "oom_kill") }) { row[2] = kills }
    }
  }

#endif

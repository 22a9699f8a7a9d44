#if os(Linux)

  import ReadingsFormat

  /// The files that tell about the CPU time of a control group, in either version.
  struct CgroupCPUSource {
    private let version: CgroupFolders.Version
    private let stat: KernelFile
    /// Version 1 counts CPU time in a controller of its own.
    private let usage: KernelFile?
    private let limit: CgroupCPULimit

    /// Nil where there are no such files; throws if there is no descriptor to look for them.
    init?(root: String) throws(Errno) {
      guard let folders = try CgroupFolders.find("cpu", root: root) else { return nil }
      version = folders.version
      let version = folders.version
      let tightest = try folders.tightest { path throws(Errno) -> Double? in
        try CgroupCPULimit(version, path).readAtStart().flatMap { $0 > 0 ? $0 : nil }
      }
      let level = tightest ?? 0
      guard let stat = KernelFile("\(folders.paths[level])/cpu.stat") else { return nil }
      self.stat = stat
      limit = CgroupCPULimit(version, folders.paths[level])
      if version == .v1, let accounts = try CgroupFolders.find("cpuacct", root: root) {
        // As a rule the two hierarchies are one, or mirror each other.
        let isMirror = accounts.paths.count == folders.paths.count
        usage = KernelFile("\(accounts.paths[isMirror ? level : 0])/cpuacct.usage")
      } else {
        usage = nil
      }
    }

    /// Writes the CPU time, the throttled time, the throttled periods and the limit.
    func read(into row: UnsafeMutablePointer<UInt64>) {
      switch version {
      case .v1: readNanoseconds(into: row)
      case .v2: readMicroseconds(into: row)
      }
      if let cores = limit.read() { row[3] = cores.bitPattern }
    }

    private func readNanoseconds(into row: UnsafeMutablePointer<UInt64>) {
      if let time = usage?.read({ $0.firstNumber }) { row[0] = time / 1000 }
      stat.read { text -> Void? in
        if let time = text.number(of: "throttled_time") { row[1] = time / 1000 }
        if let periods = text.number(of: "nr_throttled") { row[2] = periods }
      }
    }

    private func readMicroseconds(into row: UnsafeMutablePointer<UInt64>) {
      stat.read { text -> Void? in
        if let time = text.number(of: "usage_usec") { row[0] = time }
        if let time = text.number(of: "throttled_usec") { row[1] = time }
        if let periods = text.number(of: "nr_throttled") { row[2] = periods }
      }
    }
  }

#endif

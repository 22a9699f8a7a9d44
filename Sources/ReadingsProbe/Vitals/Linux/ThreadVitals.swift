#if os(Linux)

  import ReadingsFormat

  /// The number of threads: /proc/self/task has a link for each, as every folder has for each folder
  /// in it. fstat(2) of it costs an eighth of reading /proc/self/stat.
  final class ThreadVitals: VitalsCollector {
    let columns = [Column("threads", meaning: .threads)]

    private let folder: KernelFile

    /// Nil where there is no /proc, or where it does not count its links.
    init?(path: String = "/proc/self/task") {
      guard let folder = KernelFile(path) else { return nil }
      self.folder = folder
      if folder.openDescriptor() != nil, count == nil { return nil }
    }

    func collect(into row: UnsafeMutablePointer<UInt64>) {
      if let count { row[0] = count }
    }

    private var count: UInt64? {
      guard let descriptor = folder.openDescriptor(),
        let counts = try? SystemCall.counts(of: descriptor), counts.links > 2
      else { return nil }
      return counts.links - 2
    }
  }

#endif

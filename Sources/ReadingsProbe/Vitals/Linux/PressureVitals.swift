#if os(Linux)

  import ReadingsFormat

  /// How long tasks of the machine waited for a resource so far, from /proc/pressure (proc(5), and
  /// Documentation/accounting/psi.rst of the kernel).
  final class PressureVitals: VitalsCollector {
    /// What tasks wait for; the raw values are the files' names.
    enum Resource: String, CaseIterable {
      case cpu, memory, io
    }

    let columns: [Column]

    private let file: KernelFile

    /// Nil where the kernel keeps no pressure totals.
    init?(of resource: Resource, folder: String = "/proc/pressure") {
      guard let file = KernelFile("\(folder)/\(resource.rawValue)"),
        file.mayTell({ Self.total($0, "some") })
      else { return nil }
      self.file = file
      columns = Self.meanings(resource).map { suffix, meaning in
        Column(
          "pressure_\(resource.rawValue)_\(suffix)", unit: .seconds, kind: .counter,
          scale: .millionths, meaning: meaning)
      }
    }

    /// The columns' last words and meanings. All tasks of a machine never wait for a CPU at once:
    /// "full" is always zero there.
    private static func meanings(_ resource: Resource) -> [(String, Meaning)] {
      switch resource {
      case .cpu: [("some", .pressureCPUSome)]
      case .memory: [("some", .pressureMemorySome), ("full", .pressureMemoryFull)]
      case .io: [("some", .pressureIOSome), ("full", .pressureIOFull)]
      }
    }

    /// The microseconds behind "total=" in the line of `key`.
    private static func total(_ text: KernelText, _ key: StaticString) -> UInt64? {
      text.line(of: key)?.number(behind: "total=")
    }

    func collect(into row: UnsafeMutablePointer<UInt64>) {
      file.read { text -> Void? in
        if let some = Self.total(text, "some") { row[0] = some }
        if columns.count > 1, let full = Self.total(text, "full") { row[1] = full }
      }
    }
  }

#endif

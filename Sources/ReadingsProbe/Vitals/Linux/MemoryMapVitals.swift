#if os(Linux)

  import ReadingsFormat

  /// What of the process's memory is its own, from /proc/self/smaps_rollup (proc(5), since Linux 4.14).
  ///
  /// The kernel walks all page tables for it: some milliseconds for each GiB that is resident.
  final class MemoryMapVitals: VitalsCollector {
    let columns = [
      Column("proportional", unit: .bytes, meaning: .proportionalMemory),
      Column("unique", unit: .bytes, meaning: .uniqueMemory),
      Column("swapped", unit: .bytes, meaning: .swappedMemory),
      Column("huge_pages", unit: .bytes, meaning: .hugePageMemory),
    ]

    private let file: KernelFile

    /// Nil where the kernel does not tell.
    init?(path: String = "/proc/self/smaps_rollup") {
      guard let file = KernelFile(path), file.mayTell({ Self.bytes($0, "Pss") }) else {
        return nil
      }
      self.file = file
    }

    func collect(into row: UnsafeMutablePointer<UInt64>) {
      file.read { text -> Void? in
        if let value = Self.bytes(text, "Pss") { row[0] = value }
        if let clean = Self.bytes(text, "Private_Clean"),
          let dirty = Self.bytes(text, "Private_Dirty")
        {
          row[1] = min(clean + dirty, UInt64(Int64.max))
        }
        if let value = Self.bytes(text, "Swap") { row[2] = value }
        if let value = Self.bytes(text, "AnonHugePages") { row[3] = value }
      }
    }

    /// The kilobytes behind a key, in bytes.
    private static func bytes(_ text: KernelText, _ key: StaticString) -> UInt64? {
      text.number(of: key).map { $0 > UInt64(Int64.max) >> 10 ? UInt64(Int64.max) : $0 << 10 }
    }
  }

#endif

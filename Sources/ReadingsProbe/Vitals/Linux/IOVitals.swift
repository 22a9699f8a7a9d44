#if os(Linux)

  import ReadingsFormat

  /// What the process has read and written, from /proc/self/io (proc(5)), the probe's own reading
  /// included. In a process that gives up its privileges the kernel may tell no more; then the last
  /// values stay.
  final class IOVitals: VitalsCollector {
    private static let keys: [StaticString] = [
      "rchar", "wchar", "syscr", "syscw", "read_bytes", "write_bytes", "cancelled_write_bytes",
    ]

    let columns = [
      Column("io_read_chars", unit: .bytes, kind: .counter, meaning: .ioReadChars),
      Column("io_written_chars", unit: .bytes, kind: .counter, meaning: .ioWrittenChars),
      Column("io_read_calls", kind: .counter, meaning: .ioReadCalls),
      Column("io_write_calls", kind: .counter, meaning: .ioWriteCalls),
      Column("io_storage_reads", unit: .bytes, kind: .counter, meaning: .ioStorageReads),
      Column("io_storage_writes", unit: .bytes, kind: .counter, meaning: .ioStorageWrites),
      Column("io_cancelled_writes", unit: .bytes, kind: .counter, meaning: .ioCancelledWrites),
    ]

    private let file: KernelFile

    /// Nil where the kernel has no I/O accounting.
    init?(path: String = "/proc/self/io") {
      guard let file = KernelFile(path), file.mayTell({ $0.number(of: "rchar") }) else {
        return nil
      }
      self.file = file
    }

    func collect(into row: UnsafeMutablePointer<UInt64>) {
      file.read { text -> Void? in
        for index in Self.keys.indices {
          if let value = text.number(of: Self.keys[index]) { row[index] = value }
        }
      }
    }
  }

#endif

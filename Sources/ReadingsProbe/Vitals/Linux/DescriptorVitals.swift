#if os(Linux)

  import ReadingsFormat

  /// The number of open descriptors, the probe's own included, and the soft limit on it.
  ///
  /// Since Linux 6.2 the size of /proc/self/fd is the number; older kernels give the size zero, and
  /// its entries have to be counted.
  final class DescriptorVitals: VitalsCollector {
    let columns = [
      Column("descriptors", meaning: .descriptors),
      Column("descriptors_limit", meaning: .descriptorLimit),
    ]

    private let folder: KernelFile
    private let listing = DescriptorListing()

    /// Nil where there is no /proc.
    init?(path: String = "/proc/self/fd") {
      guard let folder = KernelFile(path) else { return nil }
      self.folder = folder
    }

    func collect(into row: UnsafeMutablePointer<UInt64>) {
      row[1] = SystemCall.descriptorLimit ?? 0
      guard let descriptor = folder.openDescriptor(),
        let counts = try? SystemCall.counts(of: descriptor)
      else { return }
      if counts.size > 0 {
        row[0] = counts.size
      } else if let count = listing.count(descriptor) {
        row[0] = count
      }
    }
  }

#endif

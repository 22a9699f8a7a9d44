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

    private var folder: KernelFile
    private let ownFolder: KernelFile?
    private let listing = FolderListing()
    /// The count at which counting by listing stops: an entry costs about 0.4 µs.
    private static let limit: UInt64 = 4096

    /// Nil where there is no /proc.
    ///
    /// - Parameters:
    ///   - path: The folder.
    ///   - ownPath: That of the thread which collects: the other one is empty once the main thread has
    ///     ended.
    init?(path: String = "/proc/self/fd", ownPath: String = "/proc/thread-self/fd") {
      guard let folder = KernelFile(path) else { return nil }
      self.folder = folder
      ownFolder = KernelFile(ownPath, isOpenedLater: true)
    }

    func collect(into row: UnsafeMutablePointer<UInt64>) {
      if let limit = SystemCall.descriptorLimit { row[1] = limit }
      if let count {
        row[0] = count
      } else if let ownFolder {
        folder = ownFolder
        if let count { row[0] = count }
      }
    }

    /// How many there are; nil if there is no telling. The folder itself is open: there is one at least.
    private var count: UInt64? {
      guard let descriptor = folder.openDescriptor(),
        let counts = try? SystemCall.counts(of: descriptor)
      else { return nil }
      if counts.size > 0 { return counts.size }
      return Self.count(descriptor, listing)
    }

    /// The number of entries without "." and "..", for kernels before 6.2; nil if it can't be read.
    static func count(_ descriptor: Int32, _ listing: FolderListing) -> UInt64? {
      var total: UInt64 = 0
      let isRead = listing.names(of: descriptor) { _ in
        total += 1
        return total < limit + 2
      }
      return isRead && total > 2 ? total - 2 : nil
    }
  }

#endif

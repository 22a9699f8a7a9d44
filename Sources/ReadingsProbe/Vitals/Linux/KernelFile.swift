#if os(Linux)

  import ReadingsFormat

  /// A small file of the kernel's, such as /proc/self/io, kept open for a whole recording: reading
  /// it through an open descriptor costs a tenth of opening it. If the host closes the descriptor, it is
  /// opened again.
  ///
  /// When no descriptor is free the file counts as there, and each reading tries again to open it.
  /// Used by the heartbeat thread alone.
  final class KernelFile {
    /// The most that is read; more goes unseen. It is what fits on the stack.
    static let capacity = 1024

    private let path: [CChar]
    private var file: HeldFile?

    /// Opens a file; nil if it is not there or may not be read.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - isOpenedLater: Whether it is opened when it is read first, by the thread that does so.
    init?(_ path: String, isOpenedLater: Bool = false) {
      self.path = Array(path.utf8CString)
      if isOpenedLater { return }
      do throws(Errno) {
        file = try open()
      } catch {
        guard error.isDescriptorExhaustion else { return nil }
      }
    }

    /// The descriptor, opened now if that has failed before or somebody has closed it; nil when there
    /// still is none.
    func openDescriptor() -> Int32? {
      if file?.isHeld == false { file.take()?.letGo() }
      if file == nil { file = try? open() }
      return file?.descriptor
    }

    private func open() throws(Errno) -> HeldFile {
      try HeldFile(SystemCall.openForReading(path))
    }

    /// Gives the file's text to `body`; nil when there is nothing to read now, or `body` finds
    /// nothing in it. Allocates nothing.
    func read<Result>(_ body: (KernelText) -> Result?) -> Result? {
      guard let descriptor = openDescriptor() else { return nil }
      return withUnsafeTemporaryAllocation(byteCount: Self.capacity, alignment: 8) { buffer in
        guard let count = try? SystemCall.pread(descriptor, into: buffer, at: 0), count > 0 else {
          return nil
        }
        return body(KernelText(UnsafeRawBufferPointer(rebasing: buffer[..<count])))
      }
    }

    /// The same at the start; throws if no descriptor is free to read it with.
    func readAtStart<Result>(_ body: (KernelText) -> Result?) throws(Errno) -> Result? {
      try requireDescriptor()
      return read(body)
    }

    /// Throws if no descriptor is free to read the file with.
    func requireDescriptor() throws(Errno) {
      if openDescriptor() == nil { file = try open() }
    }

    /// Whether the file tells what `body` looks for, or may do so later, when there is a descriptor.
    func mayTell<Result>(_ body: (KernelText) -> Result?) -> Bool {
      openDescriptor() == nil || read(body) != nil
    }
  }

#endif

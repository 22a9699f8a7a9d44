#if os(Linux)

  import Glibc
  import ReadingsFormat
  import Synchronization

  /// The sizes of this process's memory, from statm in /proc (proc(5)), kept open: reading it through an
  /// open descriptor costs a tenth of opening it.
  ///
  /// Any thread may read. What was read is believed if it looks as only the kernel's text does: a look at
  /// the file's identity would cost a sixth of reading it. The heartbeat opens the file again where that
  /// fails: because the host has closed it, or because the main thread has ended, whose text is zeros then.
  final class ProcessMemory: Sendable {
    /// The two sizes, in bytes.
    struct Sizes: Equatable {
      var virtual: UInt64
      var resident: UInt64
    }

    /// What others read by; −1 while there is none.
    private let descriptor: Atomic<Int32>
    private let file: Guarded<HeldFile?>
    private let pageSize = UInt64(SystemCall.pageSize)

    /// Nil where there is no /proc. Where no descriptor is free, or the main thread has ended, it is the
    /// heartbeat that opens the file.
    init?() {
      descriptor = Atomic(-1)
      file = Guarded(nil)
      do throws(Errno) {
        try open("/proc/self/statm")
      } catch {
        guard error.isDescriptorExhaustion else { return nil }
      }
    }

    /// The sizes; `nil` when they can't be read.
    func read() -> Sizes? {
      let descriptor = descriptor.load(ordering: .relaxed)
      guard descriptor >= 0 else { return nil }
      return withUnsafeTemporaryAllocation(byteCount: Self.capacity, alignment: 8) { buffer in
        guard let count = try? SystemCall.pread(descriptor, into: buffer, at: 0) else { return nil }
        return Self.sizes(UnsafeRawBufferPointer(rebasing: buffer[..<count]), pageSize: pageSize)
      }
    }

    /// Opens the file again, by the calling thread's own entry in /proc. For the heartbeat.
    func reopen() { try? open("/proc/thread-self/statm") }

    private func open(_ path: String) throws(Errno) {
      let failure: Errno? = file.withLock { file in
        descriptor.store(-1, ordering: .relaxed)
        if file?.isHeld == false { file.take()?.letGo() }
        do throws(Errno) {
          let opened = try HeldFile(path, O_RDONLY)
          descriptor.store(opened.descriptor, ordering: .relaxed)
          file = consume opened
          return nil
        } catch { return error }
      }
      if let failure { throw failure }
    }

    /// More than the text is long: seven numbers.
    private static let capacity = 160

    /// The first two of seven numbers, of which the fifth and the last are 0 since Linux 2.6; `nil` if the
    /// text is another one, or that of a thread that has no memory any more.
    static func sizes(_ text: UnsafeRawBufferPointer, pageSize: UInt64) -> Sizes? {
      var numbers: (UInt64, UInt64) = (0, 0)
      var value: UInt64 = 0
      var digits = 0
      var index = 0
      for (position, byte) in text.enumerated() {
        let digit = byte &- UInt8(ascii: "0")
        if digit <= 9 {
          value = value &* 10 &+ UInt64(digit)
          digits += 1
          continue
        }
        let isLast = position == text.count - 1
        guard byte == (isLast ? UInt8(ascii: "\n") : UInt8(ascii: " ")), (1...16).contains(digits)
        else { return nil }
        switch index {
        case 0: numbers.0 = value
        case 1: numbers.1 = value
        case 4, 6: guard value == 0 else { return nil }
        default: break
        }
        (value, digits) = (0, 0)
        index += 1
      }
      guard index == 7, digits == 0, numbers.1 > 0, numbers.1 <= numbers.0 else { return nil }
      return Sizes(virtual: numbers.0 &* pageSize, resident: numbers.1 &* pageSize)
    }
  }

#endif

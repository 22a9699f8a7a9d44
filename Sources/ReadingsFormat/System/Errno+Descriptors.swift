#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension Errno {
  /// Whether there was no free descriptor, in the process or in the whole system (`EMFILE`,
  /// `ENFILE`). It may pass.
  package var isDescriptorExhaustion: Bool { rawValue == EMFILE || rawValue == ENFILE }
}

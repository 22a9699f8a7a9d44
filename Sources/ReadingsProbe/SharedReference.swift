import Synchronization

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A reference that any thread may load without a lock while another one replaces it.
///
/// Invariants: `bits` is a retained object or zero. Who loads counts as a reader from before the load
/// until the object is retained; who stores releases the old object only after a moment without
/// readers, if at all, when nobody can be about to retain it any more.
struct SharedReference<Object: AnyObject & Sendable>: ~Copyable, Sendable {
  private let bits = Atomic<UInt>(0)
  private let readers = Atomic<Int>(0)

  /// The object, if there is one.
  func load() -> Object? {
    if bits.load(ordering: .relaxed) == 0 { return nil }
    readers.add(1, ordering: .sequentiallyConsistent)
    defer { readers.subtract(1, ordering: .sequentiallyConsistent) }
    return Self.reference(bits.load(ordering: .sequentiallyConsistent))?.takeUnretainedValue()
  }

  /// How often to look for a moment without readers.
  private static var patience: Int { 100_000 }

  /// Replaces the object. Waits for readers that are between two instructions, but not for ever: in a
  /// child of fork(2) one may have been there that is no more. The old object is not released then.
  func store(_ object: Object?) {
    let new = object.map { UInt(bitPattern: Unmanaged.passRetained($0).toOpaque()) } ?? 0
    let old = bits.exchange(new, ordering: .sequentiallyConsistent)
    guard let old = Self.reference(old) else { return }
    for _ in 0..<Self.patience {
      if readers.load(ordering: .sequentiallyConsistent) == 0 { return old.release() }
      sched_yield()
    }
  }

  private static func reference(_ bits: UInt) -> Unmanaged<Object>? {
    UnsafeRawPointer(bitPattern: bits).map { Unmanaged.fromOpaque($0) }
  }
}

/// A fixed run of zero-initialised memory that its owner frees, on a cache line's boundary.
///
/// A long run is mapped, so that what nobody touches takes no memory: most buffers are made for a
/// worst case that never comes.
///
/// Invariants: `base` is valid for `count` bytes until deinit; nothing else frees it. Accessors
/// check their range in debug builds.
package struct OwnedBytes: ~Copyable {
  package let base: UnsafeMutableRawPointer
  package let count: Int
  private let isMapped: Bool

  /// From how many bytes on a run is mapped.
  #if FUZZING
    // The address sanitizer does not see what goes past the end of a mapping.
    private static let mappedSize = 256 << 10
  #else
    private static let mappedSize = 16 << 10
  #endif

  package init(count: Int) {
    self.count = count
    if count >= Self.mappedSize, let mapped = try? SystemCall.mapAnonymous(count: count) {
      base = mapped
      isMapped = true
    } else {
      base = UnsafeMutableRawPointer.allocate(byteCount: max(count, 1), alignment: 64)
      base.initializeMemory(as: UInt8.self, repeating: 0, count: max(count, 1))
      isMapped = false
    }
  }

  deinit {
    if isMapped {
      SystemCall.unmap(base, count: count)
    } else {
      base.deallocate()
    }
  }

  /// The memory from `offset` on as words; it must be a multiple of 8.
  package func words(at offset: Int = 0) -> UnsafeMutablePointer<UInt64> {
    assert(offset >= 0 && offset <= count && offset & 7 == 0)
    return (base + offset).assumingMemoryBound(to: UInt64.self)
  }

  /// A part of the memory, for reading.
  package func bytes(_ range: Range<Int>) -> UnsafeRawBufferPointer {
    assert(range.lowerBound >= 0 && range.upperBound <= count)
    return UnsafeRawBufferPointer(start: base + range.lowerBound, count: range.count)
  }
}

// Sole owner of its memory, which is plain bytes.
extension OwnedBytes: @unchecked Sendable {}

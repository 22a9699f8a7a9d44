#if os(Linux)

  /// Text that the kernel writes in /proc and /sys: lines of keys and decimal numbers.
  ///
  /// Nothing in it is trusted. A number counts only if something follows it, so that one cut short
  /// is never taken for a smaller one, and if it fits into an Int64, as columns do. Valid as long
  /// as the memory that it was made of.
  struct KernelText {
    private var bytes: UnsafeRawBufferPointer

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    private static let newline = UInt8(ascii: "\n")

    private static func isBlank(_ byte: UInt8) -> Bool {
      byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
    }

    /// What follows `key` in the first line that starts with it; nil if there is none.
    ///
    /// A key ends at a blank or a colon, which are passed over.
    func line(of key: StaticString) -> KernelText? {
      var rest = self
      while !rest.bytes.isEmpty {
        if let value = rest.value(of: key) { return value }
        guard let end = rest.bytes.firstIndex(of: Self.newline) else { return nil }
        rest.drop(end + 1)
      }
      return nil
    }

    /// The number at the start.
    var firstNumber: UInt64? {
      var text = self
      return text.nextNumber()
    }

    /// The number behind `key` in the first line that starts with it.
    func number(of key: StaticString) -> UInt64? {
      line(of: key)?.firstNumber
    }

    /// The number right behind the first `marker` in this line.
    func number(behind marker: StaticString) -> UInt64? {
      var rest = self
      while let first = rest.bytes.first, first != Self.newline {
        if rest.starts(with: marker) {
          rest.drop(marker.utf8CodeUnitCount)
          return rest.firstNumber
        }
        rest.drop(1)
      }
      return nil
    }

    /// The number at the start, after blanks; the text then starts behind it.
    mutating func nextNumber() -> UInt64? {
      dropBlanks()
      var value: UInt64 = 0
      for (index, byte) in bytes.enumerated() {
        let digit = byte &- UInt8(ascii: "0")
        if digit > 9 {
          guard index > 0, byte == Self.newline || Self.isBlank(byte) else { return nil }
          drop(index)
          return value
        }
        let (product, isTooLarge) = value.multipliedReportingOverflow(by: 10)
        guard !isTooLarge, product <= UInt64(Int64.max) - UInt64(digit) else { return nil }
        value = product + UInt64(digit)
      }
      return nil
    }

    /// Whether the text starts with `prefix`.
    func starts(with prefix: StaticString) -> Bool {
      let prefix = UnsafeRawBufferPointer(
        start: prefix.utf8Start, count: prefix.utf8CodeUnitCount)
      guard bytes.count >= prefix.count else { return false }
      for index in prefix.indices where bytes[index] != prefix[index] { return false }
      return true
    }

    private func value(of key: StaticString) -> KernelText? {
      let count = key.utf8CodeUnitCount
      guard bytes.count > count, starts(with: key) else { return nil }
      let end = bytes[count]
      guard end == UInt8(ascii: ":") || Self.isBlank(end) else { return nil }
      var value = self
      value.drop(count + 1)
      value.dropBlanks()
      return value
    }

    private mutating func dropBlanks() {
      var count = 0
      while count < bytes.count, Self.isBlank(bytes[count]) { count += 1 }
      drop(count)
    }

    private mutating func drop(_ count: Int) {
      assert(count <= bytes.count)
      bytes = UnsafeRawBufferPointer(rebasing: bytes[count...])
    }
  }

#endif

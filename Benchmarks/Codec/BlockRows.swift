import ReadingsFormat

/// A trace's full blocks of rows, one after the other in the same place.
///
/// A writer has them in one place, too, which it has just written to; so a block's rows are copied
/// there before the time is taken. Invariant: `bytes` has room for a block whose rows have one word
/// beside the values, and lives as long as the object.
final class BlockRows {
  let trace: Trace
  /// The rows of a block.
  let capacity = LogWriter.Options().rowsPerBlock
  private let bytes: UnsafeMutableRawBufferPointer

  init(_ trace: Trace) {
    self.trace = trace
    bytes = .allocate(byteCount: 8 * (trace.width + 1) * capacity, alignment: 64)
  }

  deinit { bytes.deallocate() }

  /// The nanoseconds a row that `body` takes, over all blocks.
  ///
  /// - Parameters:
  ///   - stride: The bytes from one row to the next; those behind the values are zero.
  ///   - body: Gets the rows of a block, and the number of the first.
  func forEachBlock(
    stride: Int, _ body: (UnsafeRawBufferPointer, Int) -> Void
  ) -> Double {
    precondition(stride * capacity <= bytes.count)
    let blockCount = trace.rowCount / capacity
    let block = UnsafeMutableRawBufferPointer(rebasing: bytes[..<(stride * capacity)])
    block.initializeMemory(as: UInt8.self, repeating: 0)
    var nanoseconds = 0.0
    for index in 0..<blockCount {
      let first = index * capacity
      copy(from: first, stride: stride)
      nanoseconds += CPUTime.nanoseconds { body(UnsafeRawBufferPointer(block), first) }
    }
    return nanoseconds / Double(blockCount * capacity)
  }

  private func copy(from first: Int, stride: Int) {
    let width = 8 * trace.width
    trace.words.withUnsafeBytes { words in
      for row in 0..<capacity {
        let start = (first + row) * width
        (bytes.baseAddress! + row * stride).copyMemory(
          from: words.baseAddress! + start, byteCount: width)
      }
    }
  }
}

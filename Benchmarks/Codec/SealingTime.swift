import CLZ4
import ReadingsFormat

/// What sealing a full block takes, and what LZ4 takes for the same values.
///
/// Each block's rows are copied to one place before the time is taken, as a writer has them in one
/// place, and freshly written; LZ4 has its values row after row in another.
struct SealingTime {
  private let trace: Trace
  private let capacity = LogWriter.Options().rowsPerBlock
  private let rows: UnsafeMutableRawBufferPointer

  static func run(_ traces: [Trace]) {
    let comparison = Comparison(traces: traces.count) { index in
      let time = SealingTime(traces[index])
      defer { time.rows.deallocate() }
      return (time.sealing(), time.compressing())
    }
    Report.line("encode_ns_per_row", comparison.oursPerRow)
    Report.line("encode_over_lz4", comparison.ratio)
    Report.line("lz4_ns_per_row", comparison.rivalPerRow)
    Report.lines("encode_ns_per_row", of: traces, comparison.oursByTrace)
    Report.lines("lz4_ns_per_row", of: traces, comparison.rivalByTrace)
  }

  private init(_ trace: Trace) {
    self.trace = trace
    rows = .allocate(byteCount: 8 * (trace.width + 1) * capacity, alignment: 64)
  }

  private var blockCount: Int { trace.rowCount / capacity }

  private func sealing() -> Double {
    var sealer = BlockSealer(schema: trace.schema, capacity: capacity)
    var nanoseconds = 0.0
    var size = 0
    for block in 0..<blockCount {
      let first = block * capacity
      copy(from: first, stride: sealer.stride)
      nanoseconds += CPUTime.nanoseconds {
        size += sealer.seal(UnsafeRawBufferPointer(rows), count: capacity, firstRow: UInt64(first))
      }
    }
    precondition(size > 0)
    return nanoseconds / Double(blockCount * capacity)
  }

  private func compressing() -> Double {
    let size = Int32(8 * trace.width * capacity)
    let bound = LZ4_compressBound(size)
    let output = UnsafeMutablePointer<CChar>.allocate(capacity: Int(bound))
    defer { output.deallocate() }
    let input = UnsafePointer(rows.bindMemory(to: CChar.self).baseAddress!)
    var nanoseconds = 0.0
    for block in 0..<blockCount {
      copy(from: block * capacity, stride: 8 * trace.width)
      nanoseconds += CPUTime.nanoseconds {
        precondition(LZ4_compress_default(input, output, size, bound) > 0)
      }
    }
    return nanoseconds / Double(blockCount * capacity)
  }

  /// Copies a block's rows; what a stride has beyond the values is zero.
  private func copy(from first: Int, stride: Int) {
    _ = rows.initializeMemory(as: UInt8.self, repeating: 0)
    trace.words.withUnsafeBytes { words in
      let width = 8 * trace.width
      for row in 0..<capacity {
        let start = (first + row) * width
        UnsafeMutableRawBufferPointer(rebasing: rows[(row * stride)...]).copyMemory(
          from: UnsafeRawBufferPointer(rebasing: words[start..<start + width]))
      }
    }
  }
}

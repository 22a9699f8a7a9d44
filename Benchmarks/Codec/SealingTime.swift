import CLZ4
import ReadingsFormat

/// What sealing a full block takes, and what LZ4 takes for the same values.
struct SealingTime: Timing {
  let traces: [Trace]
  private var comparison = Comparison()

  init(traces: [Trace]) { self.traces = traces }

  mutating func runRound() {
    comparison.addRound(traces: traces.count) { index in
      let rows = BlockRows(traces[index])
      return (Self.seal(rows), Self.compress(rows))
    }
  }

  func report() { comparison.report("encode", over: "lz4", traces: traces) }

  private static func seal(_ rows: BlockRows) -> Double {
    let schema = rows.trace.schema
    var sealer = BlockSealer(schema: schema, capacity: rows.capacity)
    var size = 0
    let nanoseconds = rows.forEachBlock(stride: sealer.stride) { bytes, first in
      size += sealer.seal(bytes, count: rows.capacity, firstRow: UInt64(first))
    }
    precondition(size > 0)
    return nanoseconds
  }

  private static func compress(_ rows: BlockRows) -> Double {
    let stride = 8 * rows.trace.width
    let bound = LZ4_compressBound(Int32(stride * rows.capacity))
    let output = UnsafeMutablePointer<CChar>.allocate(capacity: Int(bound))
    defer { output.deallocate() }
    return rows.forEachBlock(stride: stride) { bytes, _ in
      let input = bytes.bindMemory(to: CChar.self)
      precondition(LZ4_compress_default(input.baseAddress, output, Int32(input.count), bound) > 0)
    }
  }
}

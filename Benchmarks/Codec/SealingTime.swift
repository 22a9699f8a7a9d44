import CLZ4
import ReadingsFormat

/// What sealing a full block takes, and what LZ4 takes for the same values.
///
/// A sealer lives as long as the writer of a long recording: through all rounds.
struct SealingTime: Timing {
  let traces: [Trace]
  private var comparison = Comparison()
  private let sealers: [Sealer]

  init(traces: [Trace]) {
    self.traces = traces
    sealers = traces.map { Sealer($0) }
  }

  /// Holds what cannot be copied.
  private final class Sealer {
    var sealer: BlockSealer

    init(_ trace: Trace) {
      let options = LogWriter.Options()
      sealer = BlockSealer(
        schema: trace.schema, capacity: options.rowsPerBlock, labelBytes: options.labelCapacity)
    }
  }

  mutating func runRound() {
    let sealers = sealers
    comparison.addRound(traces: traces.count) { [traces] index in
      let rows = BlockRows(traces[index])
      return (Self.seal(rows, sealers[index]), Self.compress(rows))
    }
  }

  func report() { comparison.report("encode", over: "lz4", traces: traces) }

  private static func seal(_ rows: BlockRows, _ holder: Sealer) -> Double {
    var size = 0
    let nanoseconds = rows.forEachBlock(stride: holder.sealer.stride) { bytes, first in
      size += holder.sealer.seal(bytes, count: rows.capacity, firstRow: UInt64(first)).count
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

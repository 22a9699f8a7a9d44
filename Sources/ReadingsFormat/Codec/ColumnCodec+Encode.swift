extension ColumnCodec {
  /// Appends the code of a column to `sink`.
  ///
  /// - Parameters:
  ///   - first: The first row's value.
  ///   - deltas: The further rows' deltas, less what the link explains; they must be readable for
  ///     `BitPacking.lanes` words more.
  ///   - count: The number of deltas, at least one.
  ///   - scratch: `scratchWords(count)` words.
  static func encode(
    first: UInt64, deltas: UnsafePointer<UInt64>, count: Int, code: DeltaCode,
    link: ColumnLink?, scratch: UnsafeMutablePointer<UInt64>, into sink: inout ByteSink
  ) {
    var flags: Flags = code.isZigzag ? .zigzag : []
    if code.shift > 0 { flags.insert(.shift) }
    if link != nil { flags.insert(.link) }
    sink.append(flags.rawValue)
    if code.shift > 0 { sink.append(UInt8(truncatingIfNeeded: code.shift)) }
    if let link { link.append(to: &sink) }
    sink.append(zigzag: Int64(bitPattern: first))
    sink.append(zigzag: Int64(bitPattern: code.base))
    PackedRun.encode(
      deltas, count: count, residual: code.residual, width: code.width, scratch: scratch,
      into: &sink)
  }
}

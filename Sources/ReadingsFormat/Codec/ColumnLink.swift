import CReadingsKernels

/// What a column's deltas owe to those of a column before it: bytes freed to bytes allocated,
/// resident memory to page faults, CPU time to time. Spec/format.md, section "Links".
struct ColumnLink: Equatable {
  /// The other column's position in the schema, less than the own.
  var reference: Int
  /// What the other column's delta is multiplied by, modulo 2⁶⁴, before the shift.
  var multiplier: Int64
  /// The bits by which the product is shifted right, with its sign: 0…63.
  var shift: UInt8

  /// The part of a delta that a delta of the other column explains.
  @inline(__always) func share(of delta: UInt64) -> UInt64 {
    let product = Int64(bitPattern: delta) &* multiplier
    return UInt64(bitPattern: product &>> Int64(shift))
  }

  /// The link as the inner loops take it.
  var kernel: creadings_link { creadings_link(multiplier: multiplier, shift: UInt32(shift)) }

  /// Appends the link.
  func append(to sink: inout ByteSink) {
    sink.append(varint: UInt64(reference))
    sink.append(zigzag: multiplier)
    sink.append(shift)
  }

  /// Reads the link of the column at `column`.
  init(from cursor: inout ByteCursor, column: Int) throws(Malformed) {
    reference = try cursor.readCount(upTo: Schema.maximumColumnCount)
    guard reference < column else { throw Malformed("a column follows one that comes later") }
    multiplier = try cursor.readZigzag()
    shift = try cursor.read(UInt8.self)
    guard shift < 64 else { throw Malformed("a link's shift is over 63") }
  }

  init(reference: Int, multiplier: Int64, shift: UInt8 = 0) {
    self.reference = reference
    self.multiplier = multiplier
    self.shift = shift
  }

  /// A link by a ratio, which is rounded if it is nearly a whole number or a power of two: most
  /// ratios are those of two units, or a page's size. `nil` if it is out of range.
  init?(reference: Int, ratio: Double) {
    // Where the product of usual deltas does not overflow.
    guard ratio.magnitude >= 0x1p-24, ratio.magnitude < 0x1p24 else { return nil }
    let whole = ratio.rounded()
    let exponent = -Int((ratio.magnitude * 1.5).exponent)
    let power = ratio.magnitude * Double(sign: .plus, exponent: exponent, significand: 1)
    if (ratio - whole).magnitude < Self.tolerance * ratio.magnitude {
      self.init(reference: reference, multiplier: Int64(whole))
    } else if exponent > 0, (power - 1).magnitude < Self.tolerance {
      self.init(reference: reference, multiplier: ratio < 0 ? -1 : 1, shift: UInt8(exponent))
    } else {
      self.init(reference: reference, multiplier: Int64((ratio * 0x1p32).rounded()), shift: 32)
    }
  }

  /// How far a measured ratio may be from a round one.
  private static let tolerance = 0.02
}

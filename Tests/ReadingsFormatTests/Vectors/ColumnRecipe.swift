/// A column's values and the way in which they are to be coded. Spec/format.md, sections 6.2 and 7.
struct ColumnRecipe {
  /// What another column's deltas add.
  struct Link {
    var column: Int
    var multiplier: Int64
    var shift: UInt8 = 0
  }

  enum Code {
    /// One value for all rows.
    case constant
    /// The values, 8 bytes each.
    case raw
    /// Deltas; with no packing given, as few bits as they need.
    case deltas(
      zigzag: Bool = false, shift: UInt8? = nil, link: Link? = nil, base: Int64 = 0,
      packing: Packing? = nil)
    /// These bytes, which no writer would write.
    case bytes([UInt8])
  }

  var values: [UInt64]
  var code: Code

  /// Values as stored bits.
  init(bits values: [UInt64], _ code: Code) {
    self.values = values
    self.code = code
  }

  init(_ values: [Int64], _ code: Code) {
    self.init(bits: values.map { UInt64(bitPattern: $0) }, code)
  }

  /// A plain code: constant if it is, or else zigzag codes with base 0.
  static func plain(_ values: [Int64]) -> ColumnRecipe {
    ColumnRecipe(values, Set(values).count == 1 ? .constant : .deltas(zigzag: true))
  }

  var varies: Bool {
    if case .constant = code { false } else { true }
  }

  func append(to output: inout ByteBuilder, after columns: [[UInt64]]) {
    switch code {
    case .constant:
      precondition(Set(values).count == 1)
      output.append(zigzag: Int64(bitPattern: values[0]))
    case .raw:
      output.append(UInt8(8))
      for value in values { output.append(value) }
    case .bytes(let bytes):
      output.append(bytes)
    case .deltas(let zigzag, let shift, let link, let base, let packing):
      output.append((zigzag ? 1 : 0) | (shift == nil ? 0 : 2) | (link == nil ? 0 : 4) as UInt8)
      if let shift { output.append(shift) }
      if let link {
        output.append(varint: UInt64(link.column))
        output.append(zigzag: link.multiplier)
        output.append(link.shift)
      }
      output.append(zigzag: Int64(bitPattern: values[0]))
      output.append(zigzag: base)
      let shares = link.map { Self.shares($0, of: columns[$0.column]) }
      let residuals = residuals(zigzag: zigzag, shift: shift ?? 0, shares: shares, base: base)
      (packing ?? .narrowest(residuals)).append(residuals, to: &output)
    }
  }

  private func residuals(
    zigzag: Bool, shift: UInt8, shares: [UInt64]?, base: Int64
  ) -> [UInt64] {
    Self.deltas(values).enumerated().map { row, delta in
      let rest = delta &- UInt64(bitPattern: base) &- (shares?[row] ?? 0)
      precondition(rest & ~(UInt64.max << UInt64(shift)) == 0, "bits would be shifted out")
      guard zigzag else { return rest >> UInt64(shift) }
      return ByteBuilder.zigzag(Int64(bitPattern: rest) >> Int64(shift))
    }
  }

  private static func deltas(_ values: [UInt64]) -> [UInt64] {
    zip(values.dropFirst(), values).map { $0 &- $1 }
  }

  private static func shares(_ link: Link, of column: [UInt64]) -> [UInt64] {
    deltas(column).map { delta in
      let product = Int64(bitPattern: delta) &* link.multiplier
      return UInt64(bitPattern: product >> Int64(link.shift))
    }
  }
}

import CReadingsKernels
import KernelVariants
import SeededRandom
import Testing

/// The kernels do the same on every kind of processor. That they do the right thing is what the codec's
/// tests see, on one of them.
@Suite struct KernelTests {
  private static let variants = [kernels_wide, kernels_chosen]

  /// Values as deltas are: most of them short, some of any length, and a few with all bits.
  private static func values(_ count: Int, _ random: inout SeededGenerator) -> [UInt64] {
    let width = UInt64.random(in: 0...64, using: &random)
    return (0..<count).map { _ in
      let bits = UInt64.random(in: .min ... .max, using: &random)
      switch Int.random(in: 0..<8, using: &random) {
      case 0: return bits
      case 1: return .max
      case 2: return 0 &- (bits >> 60)
      default: return width == 0 ? 0 : bits >> (64 - width)
      }
    }
  }

  private static func residual(_ random: inout SeededGenerator) -> creadings_residual {
    creadings_residual(
      base: values(1, &random)[0], shift: .random(in: 0...5, using: &random),
      is_zigzag: .random(using: &random))
  }

  /// A trial: a number of values, and what they are drawn from.
  private static var trials: [(count: Int, random: SeededGenerator)] {
    (0..<300).map { seed in
      var random = SeededGenerator(UInt64(seed))
      return (count: Int.random(in: 1...200, using: &random), random: random)
    }
  }

  @Test func packingIsTheSame() {
    for (count, start) in Self.trials {
      var random = start
      let deltas = Self.values((count + 7) / 8 * 8, &random)
      let residual = Self.residual(&random)
      let width = UInt32.random(in: 0...(63 - residual.shift), using: &random)
      let expected = Packed(kernels_portable, deltas, count, residual, width)
      for variant in Self.variants {
        #expect(Packed(variant, deltas, count, residual, width) == expected)
        #expect(expected.unpacked(by: variant) == expected.unpacked(by: kernels_portable))
      }
      #expect(expected.unpacked(by: kernels_portable) == expected.residuals)
    }
  }

  @Test func positionsAreTheSame() {
    for (count, start) in Self.trials {
      var random = start
      var next: UInt64 = 0
      let positions = (0..<count).map { _ in
        next += .random(in: 1...40, using: &random)
        return next - 1
      }
      let width = UInt32.random(in: 0...4, using: &random)
      let bitCount = count + Int(next - 1) >> width
      var bitmap = [UInt8](repeating: 0, count: (bitCount + 7) / 8)
      kernels_portable.mark_positions(positions, count, width, &bitmap)
      for variant in Self.variants + [kernels_portable] {
        var marked = [UInt8](repeating: 0, count: bitmap.count)
        variant.mark_positions(positions, count, width, &marked)
        var joined = positions.map { $0 & (1 << UInt64(width) - 1) }
        let isSound = variant.join_positions(bitmap, bitCount, width, &joined, count, Int(next))
        #expect(marked == bitmap && isSound && joined == positions)
        #expect(variant.count_bits(bitmap, bitmap.count) == count)
      }
    }
  }

  @Test func sumsAreTheSame() {
    for (count, start) in Self.trials {
      var random = start
      let deltas = Self.values(count, &random)
      let residual = Self.residual(&random)
      let order = creadings_order(
        always: .random(using: &random) ? 1 << 63 : 0,
        if_negative: .random(using: &random) ? .max >> 1 : 0)
      let link = creadings_link(
        multiplier: Int64(bitPattern: Self.values(1, &random)[0]),
        shift: .random(in: 0...63, using: &random))
      let others = Self.values(count + 1, &random)
      func results(_ kernels: kernel_variant) -> [[UInt64]] {
        var sums = deltas
        kernels.add_up(&sums, count, residual, others[0])
        var shared = deltas
        kernels.add_share(&shared, count, residual, link, others)
        var rest = deltas
        let survey = kernels.subtract(others, 8, count, link, &rest)
        let extremes = kernels.find_extremes(others[0], deltas, count, order)
        var lengths = [Int32](repeating: -1, count: 65)
        let all = kernels.count_lengths(others, (count + 2) / 3, 3, &lengths)
        var filled = deltas
        kernels.fill(&filled, count, others[0])
        return [
          sums, shared, rest, [UInt64(bitPattern: survey.least), survey.all],
          [UInt64(bitPattern: extremes.least), UInt64(bitPattern: extremes.greatest), all],
          lengths.map { UInt64($0) }, filled,
        ]
      }
      let expected = results(kernels_portable)
      for variant in Self.variants { #expect(results(variant) == expected) }
    }
  }

  /// What is known of the rest after a link by what the rest is: nothing but the size of a block depends
  /// on the smallest, so that no reader would see that it is wrong.
  @Test func whatIsKnownOfTheRestIsTrue() {
    for (count, start) in Self.trials {
      var random = start
      let deltas = Self.values(count, &random)
      let others = Self.values(count + 1, &random)
      let link = creadings_link(multiplier: 3, shift: .random(in: 0...63, using: &random))
      for kernels in Self.variants + [kernels_portable] {
        var rest = deltas
        let survey = kernels.subtract(others, 8, count, link, &rest)
        #expect(survey.least == rest.map { Int64(bitPattern: $0) }.min())
        #expect(survey.all == rest.reduce(0, |))
      }
    }
  }

  @Test func rowsAreSurveyedAndGatheredAlike() {
    for (count, start) in Self.trials {
      var random = start
      let columns = Int.random(in: 1...20, using: &random)
      let rows = Self.values(count * columns, &random)
      let offsets = (0..<4).map { _ in 8 * Int.random(in: 0..<columns, using: &random) }
      let taken = Int.random(in: 1...4, using: &random)
      func results(_ kernels: kernel_variant) -> [[UInt64]] {
        var variation = [UInt64](repeating: 0, count: columns)
        var smallest = [Int64](repeating: 0, count: columns)
        kernels.survey(rows, 8 * columns, count, columns, &variation, &smallest)
        var deltas = [UInt64](repeating: 0, count: 4 * count)
        kernels.gather(rows, 8 * columns, count, offsets, taken, &deltas, count)
        return [variation, smallest.map { UInt64(bitPattern: $0) }, deltas]
      }
      let expected = results(kernels_portable)
      for variant in Self.variants { #expect(results(variant) == expected) }
    }
  }
}

/// What packing makes of some deltas.
private struct Packed: Equatable {
  let count: Int
  let width: UInt32
  var residuals: [UInt64]
  var bytes: [UInt8]
  var bitmap: [UInt8]
  var highBits: [UInt64]
  var positions: [UInt64]

  init(
    _ kernels: kernel_variant, _ deltas: [UInt64], _ count: Int, _ residual: creadings_residual,
    _ width: UInt32
  ) {
    self.count = count
    self.width = width
    residuals = deltas.prefix(count).map { delta in
      let value = delta &- residual.base
      let code =
        residual.is_zigzag ? value << 1 ^ UInt64(bitPattern: Int64(bitPattern: value) >> 63) : value
      return code >> UInt64(residual.shift)
    }
    let size = (count * Int(width) + 7) / 8
    bytes = [UInt8](repeating: 0, count: size + 64)
    bitmap = [UInt8](repeating: 0, count: deltas.count / 8)
    let found = kernels.pack(deltas, count, residual, width, &bytes, &bitmap)
    // What is behind the run may be anything.
    for index in size..<bytes.count { bytes[index] = 0 }
    positions = [UInt64](repeating: 0, count: found + 8)
    highBits = positions
    kernels.find_exceptions(deltas, bitmap, count, residual, width, &positions, &highBits)
    positions.removeLast(8)
    highBits.removeLast(8)
  }

  func unpacked(by kernels: kernel_variant) -> [UInt64] {
    var values = [UInt64](repeating: .max, count: count)
    kernels.unpack(bytes, count, width, &values)
    kernels.patch(bitmap, count, width, highBits, &values)
    return values
  }
}

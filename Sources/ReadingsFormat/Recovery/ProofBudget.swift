/// What proofs that fail may cost: it keeps a hostile file full of false starts from taking more than
/// linear time. Spec/format.md, section "Bounds".
struct ProofBudget {
  private var spent: UInt64 = 0
  /// Whether a proof was left out.
  private(set) var isExceeded = false

  /// Whether a proof of `count` bytes may fail at an offset.
  mutating func allows(_ count: Int, at offset: UInt64) -> Bool {
    let (limit, overflow) = offset.multipliedReportingOverflow(by: 16)
    if overflow || spent &+ UInt64(count) <= limit &+ (64 << 20) { return true }
    isExceeded = true
    return false
  }

  /// Takes off what a proof that failed has cost.
  mutating func spend(_ count: Int) { spent += UInt64(count) }
}

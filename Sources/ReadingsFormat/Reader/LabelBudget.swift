/// What the labels of a file's open rows may cost.
///
/// Those of a sound frame do not overlap; without a limit every row of a hostile one could name a label as
/// long as the file.
struct LabelBudget {
  /// The bytes that intact ones may still take.
  private var intact: Int
  /// The bytes that others may still have been looked at for: an intact label is not lost because of the
  /// length that a damaged one claims.
  private var damaged: Int
  /// Whether a label was left out.
  private(set) var isExceeded = false

  /// The budget for a file.
  init(for file: FileBytes) {
    intact = Int(min(file.size, 8 << 20))
    damaged = 64 << 20
  }

  /// Whether a label of so many bytes may be looked at.
  mutating func allows(_ count: Int) -> Bool {
    let isAllowed = count <= intact && count <= damaged
    if !isAllowed { isExceeded = true }
    return isAllowed
  }

  /// Takes off what a label has cost.
  mutating func spend(_ count: Int, isIntact: Bool) {
    if isIntact { intact -= count } else { damaged -= count }
  }
}

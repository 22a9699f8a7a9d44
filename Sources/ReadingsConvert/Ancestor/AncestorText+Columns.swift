import ReadingsFormat

extension AncestorText {
  /// The columns for the names in a text's second line, the label's left out.
  ///
  /// The first is the time, whatever its name. What the ancestor measured itself gets the name
  /// that this program has for it; every other name is a metric's.
  static func columns(named names: some Sequence<String>) -> [Column] {
    var columns: [Column] = []
    var taken = Set<String>()
    var numbers: [String: Int] = [:]
    for name in names {
      var column = columns.isEmpty ? time : vitals[name] ?? Column(name)
      column.name = unique(column.name, among: taken, numbers: &numbers)
      taken.insert(column.name)
      columns.append(column)
    }
    return columns
  }

  /// The time, in the milliseconds that the ancestor writes.
  static let time = Column(
    "time", unit: .seconds, kind: .time, scale: Scale(exponent: -3), meaning: .time)

  /// What the ancestor measures itself, by its own names.
  private static let vitals: [String: Column] = [
    "cor": Column("cores", meaning: .cores),
    "vsz": Column("virtual", unit: .bytes, meaning: .virtualMemory),
    "rsz": Column("resident", unit: .bytes, meaning: .residentMemory),
    "rszmax": Column("resident_peak", unit: .bytes, meaning: .peakResidentMemory),
    "utime": Column(
      "user_cpu", unit: .seconds, kind: .counter, scale: .millionths, meaning: .userCPU),
    "stime": Column(
      "system_cpu", unit: .seconds, kind: .counter, scale: .millionths, meaning: .systemCPU),
    "minf": Column("minor_faults", kind: .counter, meaning: .minorFaults),
    "majf": Column("major_faults", kind: .counter, meaning: .majorFaults),
    "alloc": Column("allocated", unit: .bytes, kind: .counter, meaning: .allocatedBytes),
    "free": Column("freed", unit: .bytes, kind: .counter, meaning: .freedBytes),
  ]

  /// The name, or a variant of it that nothing else has, in the 1024 bytes that the format allows.
  ///
  /// - Parameter numbers: The numbers to go on with, so that thousands of columns of one name take
  ///   no more than linear time.
  private static func unique(
    _ name: String, among taken: Set<String>, numbers: inout [String: Int]
  ) -> String {
    var candidate = shortened(name, to: 1024)
    guard taken.contains(candidate) else { return candidate }
    let stem = shortened(name, to: 1000)
    var number = numbers[stem] ?? 2
    repeat {
      candidate = stem + "_\(number)"
      number += 1
    } while taken.contains(candidate)
    numbers[stem] = number
    return candidate
  }

  private static func shortened(_ name: String, to length: Int) -> String {
    guard name.utf8.count > length else { return name }
    var result = ""
    for scalar in name.unicodeScalars {
      guard result.utf8.count + String(scalar).utf8.count <= length else { break }
      result.unicodeScalars.append(scalar)
    }
    return result
  }
}

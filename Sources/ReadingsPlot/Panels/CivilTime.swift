/// A moment of wall clock time in UTC, by the Gregorian calendar.
struct CivilTime: Sendable, Equatable {
  let year: Int
  let month: Int
  let day: Int
  let secondOfDay: Int

  /// Converts nanoseconds since 1970-01-01 UTC.
  init(_ nanoseconds: Int64) {
    let seconds = Int(nanoseconds / 1_000_000_000) - (nanoseconds % 1_000_000_000 < 0 ? 1 : 0)
    let days = (seconds - (seconds % 86400 + 86400) % 86400) / 86400
    secondOfDay = seconds - days * 86400
    // Years are counted from March on, so that a leap day is the last of its year, in eras of
    // 400 years, which all have the same length.
    let shifted = days + 719_468
    let era = (shifted - (shifted % 146_097 + 146_097) % 146_097) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// Such as "2024-02-29 13:05:09 UTC".
  var text: String {
    func pair(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let clock = [secondOfDay / 3600, secondOfDay / 60 % 60, secondOfDay % 60].map(pair)
    return "\(year)-\(pair(month))-\(pair(day)) \(clock.joined(separator: ":")) UTC"
  }
}

import ReadingsConvert
import ReadingsFormat

extension Damage {
  /// The place, what is wrong, and what is lost: rows and time, as far as that is known.
  var line: String {
    var line = "byte \(byteOffset), \(byteCount) byte\(byteCount == 1 ? "" : "s"): "
    line += reason.visible(limit: 200)
    if let rows, let last = rows.last {
      line +=
        rows.count == 1 ? "; row \(last) is lost" : "; rows \(rows.lowerBound) to \(last) are lost"
    }
    if let seconds {
      line +=
        seconds.lowerBound < seconds.upperBound
        ? ", \(seconds.lowerBound.asSeconds) to \(seconds.upperBound.asSeconds)"
        : ", after \(seconds.lowerBound.asSeconds)"
    }
    return line
  }

  /// The lines on damaged places, indented; of very many the first ones.
  static func lines(_ damage: [Damage]) -> [String] {
    let limit = 100
    var lines = damage.prefix(limit).map { "           " + $0.line }
    if damage.count > limit { lines.append("           … and \(damage.count - limit) more") }
    return lines
  }
}

extension Int {
  /// The number of places: `none`, `1 place`, `2 places`.
  var asPlaces: String { self == 0 ? "none" : "\(self) place\(self == 1 ? "" : "s")" }
}

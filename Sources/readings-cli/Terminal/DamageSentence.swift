import ReadingsConvert
import ReadingsFormat

extension ReadingsError {
  /// What is lost of a recording, in one sentence; `nil` if nothing is.
  init?(damageOf recording: any Recording, path: String) {
    self.init(recording.damage, path: path)
  }

  /// What is lost where something is damaged, in one sentence; `nil` if nothing is.
  init?(_ damage: [Damage], path: String) {
    guard let first = damage.first else { return nil }
    let rows = damage.lostRowCount
    let bytes = damage.reduce(UInt64(0)) { $0 &+ $1.byteCount }
    var parts = ["\(Self.count(rows, "row")) lost"]
    let spans = damage.compactMap(\.seconds)
    if let start = spans.map(\.lowerBound).min(), let end = spans.map(\.upperBound).max() {
      parts[0] +=
        start < end
        ? " between \(start.asSeconds) and \(end.asSeconds)" : " after \(start.asSeconds)"
    }
    parts.append("\(Self.count(bytes, "byte")) in \(Self.count(UInt64(damage.count), "place"))")
    let place = damage.count > 1 ? "first at" : "at"
    let file = first.path.map { " of \($0)" } ?? ""
    self.init(
      .damaged,
      "damaged: \(parts.joined(separator: ", ")), \(place) byte \(first.byteOffset)\(file): "
        + first.reason,
      place: .init(path: path))
  }

  private static func count(_ number: UInt64, _ thing: String) -> String {
    "\(number) \(thing)\(number == 1 ? "" : "s")"
  }
}

/// The names of a recording's files: the newest has the path that was asked for, and finished ones
/// have their number before the extension.
///
/// `run.rdg` is followed back by `run.000002.rdg` and `run.000001.rdg`, so that names sort by age.
package struct SeriesPath: Sendable, Equatable {
  /// The newest file's path.
  package let path: String
  /// The folder, with its slash; empty for the current one.
  private let folder: String
  /// What finished files' names begin with: the name without its extension, cut where the number behind
  /// it would make it longer than names may be.
  private let stem: String
  private let suffix: String

  /// The bytes that a name may have (NAME_MAX).
  private static let longestName = 255
  /// The bytes of a dot and a number, up to the largest.
  private static let numberSize = 11

  /// The names that go with the newest file's path.
  package init(_ path: String) {
    self.path = path
    let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    folder = String(path[..<slash])
    let name = path[slash...]
    if let dot = name.lastIndex(of: "."), dot != name.startIndex {
      suffix = String(name[dot...])
      stem = Self.cut(name[..<dot], before: suffix)
    } else {
      suffix = ""
      stem = Self.cut(name, before: suffix)
    }
  }

  private static func cut(_ stem: Substring, before suffix: String) -> String {
    var rest = stem
    while rest.utf8.count > longestName - numberSize - suffix.utf8.count, !rest.isEmpty {
      rest.removeLast()
    }
    return String(rest)
  }

  /// The path of the finished file with a number.
  package func finished(_ number: UInt32) -> String {
    let digits = String(number)
    let zeros = String(repeating: "0", count: max(0, 6 - digits.utf8.count))
    return "\(folder)\(stem).\(zeros)\(digits)\(suffix)"
  }

  /// The number in a finished file's name, or `nil` if it is none of this recording's names.
  package func number(ofName name: String) -> UInt32? {
    guard name.hasPrefix(stem + "."), name.hasSuffix(suffix) else { return nil }
    let digits = name.dropFirst(stem.count + 1).dropLast(suffix.count)
    guard let number = UInt32(digits), number > 0, finished(number) == folder + name else {
      return nil
    }
    return number
  }

  /// The finished files that are there, by number.
  ///
  /// A name with more than six digits is more often a date than a number, so the file itself must say
  /// that it is the one.
  package func finishedFiles() throws(Errno) -> [(number: UInt32, path: String)] {
    try SystemCall.names(inFolder: folder.isEmpty ? "." : folder) { name in
      number(ofName: name).map { (number: $0, path: folder + name) }
    }.filter { number, path in
      number <= 999_999 || FileHeader(path: path)?.header?.fileNumber == number
    }.sorted { $0.number < $1.number }
  }

  /// Whether there is a recording at a path, and not a file of somebody's that has such a name.
  package static func isRecording(_ path: String) -> Bool { FileHeader(path: path) != nil }
}

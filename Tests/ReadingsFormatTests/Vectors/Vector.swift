import RecordingView

@testable import ReadingsFormat

/// A file that any reader must read in one way, and that way.
struct Vector: Sendable {
  /// What readers are tested for.
  enum Folder: String, CaseIterable {
    /// Sound files.
    case good
    /// Sound files that something has befallen.
    case damaged
    /// Files that no writer would write.
    case hostile
    /// Files of versions to come.
    case future
  }

  var folder: Folder
  var name: String
  /// One line on what it shows.
  var shows: String
  var bytes: [UInt8]
  /// What readers must make of it; `nil` if they must refuse it.
  var view: RecordingView?
  /// The bytes that no reader may report, where it must report some.
  var intact: [Range<UInt64>] = []
  /// Both as JSON.
  var expected: String
  /// What was done to make it.
  var recipe: [String]
  /// Whether it was written by the module's writer: then it is not made again to compare.
  var isKept = false

  /// A file built from a description.
  static func built(
    _ folder: Folder, _ name: String, _ shows: String, refused: ReadingsError.Code? = nil,
    _ build: (inout VectorFile) -> Void
  ) -> Vector {
    var file = VectorFile()
    build(&file)
    let refusal = refused.flatMap { RecordingView.json(refusing: ReadingsError($0, "")) }
    let (expected, intact) = (file.expected, file.intact)
    return Vector(
      folder: folder, name: name, shows: shows, bytes: file.bytes,
      view: refusal == nil ? expected : nil, intact: intact,
      expected: refusal ?? json(expected, intact: intact), recipe: file.recipe)
  }

  /// What a reader prints, and a list of the bytes that it may not report.
  private static func json(_ view: RecordingView, intact: [Range<UInt64>]) -> String {
    guard !intact.isEmpty else { return view.json }
    let parts = intact.map { "  {\"offset\": \($0.lowerBound), \"bytes\": \($0.count)}" }
    let end = "\n}\n"
    precondition(view.json.hasSuffix(end))
    return view.json.dropLast(end.count)
      + ",\n \"intact\": [\n\(parts.joined(separator: ",\n"))\n ]" + end
  }

  /// The list of some vectors as JSON.
  static func manifest(of vectors: [Vector]) -> String {
    let entries = vectors.map { vector in
      let lines = vector.recipe.map { "    \(quoted($0))" }.joined(separator: ",\n")
      return """
          {"folder": "\(vector.folder.rawValue)", "name": "\(vector.name)",
           "shows": \(quoted(vector.shows)),
           "made": "\(vector.isKept ? "written" : "built")", "recipe": [
        \(lines)]}
        """
    }
    return "{\"version\": \"1.0\", \"vectors\": [\n\(entries.joined(separator: ",\n"))\n]}\n"
  }

  /// A text of a line, in which nothing but quotes and backslashes is escaped.
  private static func quoted(_ text: String) -> String {
    "\"" + text.map { "\"\\".contains($0) ? "\\\($0)" : "\($0)" }.joined() + "\""
  }

  /// All of them.
  static var all: [Vector] {
    get throws {
      [
        structures, texts, codes, endings, try written,
        damaged, hopping, openFrames, wholeFrames, largeNumbers, foundRows, recordings, copies,
        slack, placements, proofs,
        hostileHeads, hostileBlocks, hostileFrames, hostileCodes, hostileRuns, hostileEvents,
        hostileIndexes, future,
      ].flatMap { $0 }
    }
  }
}

import RecordingView
import Testing

@testable import ReadingsFormat

/// Makes every vector of Spec/vectors again, and reads it.
@Suite(.serialized) struct VectorTests {
  private static let hint: Comment = """
    Spec/vectors differs from what the tests make. A vector that was released is never changed; a \
    new one is written with READINGS_UPDATE_VECTORS=1 in the environment.
    """

  private static let vectors = Result { try Vector.all }

  init() throws {
    guard VectorFolder.isAdding else { return }
    for vector in try Self.vectors.get() { try VectorFolder.add(vector) }
    try VectorFolder.write(manifest: Vector.manifest(of: Self.vectors.get()))
  }

  @Test func everyVectorIsMadeAgainByteForByte() throws {
    for vector in try Self.vectors.get() {
      let name = Comment(rawValue: "\(vector.folder)/\(vector.name)")
      let bytes = try VectorFolder.bytes(of: vector.name, in: vector.folder)
      #expect(bytes == vector.bytes, name)
      let expected = try VectorFolder.expected(of: vector.name, in: vector.folder)
      #expect(expected == vector.expected, name)
    }
  }

  @Test func theManifestListsEveryFile() throws {
    let vectors = try Self.vectors.get()
    #expect(try VectorFolder.manifest == Vector.manifest(of: vectors), Self.hint)
    for folder in Vector.Folder.allCases {
      let names = vectors.filter { $0.folder == folder }.map(\.name)
      #expect(Set(names).count == names.count, "two vectors have one name")
      let files = names.flatMap { ["\($0).rdg", "\($0).json"] }
      #expect(try VectorFolder.names(in: folder) == Set(files), Self.hint)
    }
  }

  @Test func theReaderMakesOfEveryVectorWhatItMust() throws {
    for vector in try Self.vectors.get() {
      let name = Comment(rawValue: "\(vector.folder)/\(vector.name)")
      do throws(ReadingsError) {
        let actual = try RecordingView(bytes: vector.bytes, name: vector.name)
        compare(actual, with: vector, name)
      } catch {
        if RecordingView.json(refusing: error) != vector.expected {
          Issue.record("\(name): \(error)")
        }
      }
    }
  }

  /// A block's times are said twice, by themselves and as what its first column reaches from and to.
  @Test func theTimesOfABlockAreThoseOfItsFirstColumn() throws {
    for vector in try Self.vectors.get() {
      // An index may say other times than the blocks.
      let accesses =
        [LogReader.Access.complete, .scanned] + (vector.folder == .good ? [.indexed] : [])
      for access in accesses {
        guard let reader = try? LogReader(bytes: vector.bytes, name: vector.name, access: access)
        else { continue }
        for block in reader.blocks {
          let name = Comment(
            rawValue: "\(vector.folder)/\(vector.name), \(access): rows \(block.rows)")
          #expect(block.times.first == block.ranges[0].first, name)
          #expect(block.times.last == block.ranges[0].last, name)
        }
      }
    }
  }

  /// Compares what was read, but for the damage: of that, each part must be touched, nothing
  /// reported where there is none, and nothing of what is intact.
  private func compare(_ actual: RecordingView, with vector: Vector, _ name: Comment) {
    guard let expected = vector.view else {
      Issue.record("\(name) is to be refused")
      return
    }
    var result = actual
    result.damage = expected.damage
    if let (actual, expected) = firstDifference(result.json, expected.json) {
      Issue.record("\(name): “\(actual)”, but must be “\(expected)”")
    }
    let untouched = expected.damage.filter { part in
      !actual.damage.contains { $0.overlaps(part) }
    }
    if !untouched.isEmpty || expected.damage.isEmpty && !actual.damage.isEmpty {
      Issue.record("\(name): damaged is \(actual.damage), but must be \(expected.damage)")
    }
    for part in actual.damage where vector.intact.contains(where: part.overlaps) {
      Issue.record("\(name): \(part) is reported, but intact is \(vector.intact)")
    }
  }

  /// The first line in which two texts differ.
  private func firstDifference(_ one: String, _ other: String) -> (String, String)? {
    let lines = [one, other].map { $0.split(separator: "\n").map(String.init) + ["(the end)"] }
    return zip(lines[0], lines[1]).first { $0 != $1 }
  }
}

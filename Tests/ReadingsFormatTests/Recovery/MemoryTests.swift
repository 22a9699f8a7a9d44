import Foundation
import Testing

@testable import ReadingsFormat

/// Files of the smallest frames that there are take no more than 64 MiB and twice their size to
/// check and recover.
@Suite(.serialized, .timeLimit(.minutes(10))) struct MemoryTests {
  /// The size of the files: so large that what they take shows beside the 64 MiB.
  private static let size = 8 << 20

  private func expectModest(_ name: String, _ bytes: [UInt8]) throws {
    let path = Sample.path("hostile")
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    let (status, text) = try MutationTests.run(["measure", path])
    #expect(status == 0)
    let peak = try #require(Int(text.trimmingCharacters(in: .whitespacesAndNewlines)))
    #expect(peak > 0)
    #expect(peak <= (64 << 20) + 2 * bytes.count, "\(name): \(peak) bytes for \(bytes.count)")
  }

  /// A file with a schema and many copies of something, each made for its number.
  private func file(
    columns: Int = 1, size: Int = size, _ append: (inout HostileFile, Int) -> Void
  ) -> [UInt8] {
    var file = HostileFile()
    file.appendSchema(HostileFile.schema(columns: columns))
    var number = 0
    while file.bytes.count < size {
      append(&file, number)
      number += 1
    }
    return file.bytes
  }

  @Test func blocksOfOneRowWithGapsBetweenThem() throws {
    try expectModest(
      "gaps", file { $0.appendBlock(firstRow: UInt64(2 * $1 + 1)) })
  }

  @Test func blocksOfOneRowBackwards() throws {
    try expectModest(
      "backwards", file { $0.appendBlock(firstRow: UInt64(1 << 40 - 3 * $1)) })
  }

  @Test func blocksThatAreAllTheSame() throws {
    try expectModest("same", file { file, _ in file.appendBlock(firstRow: 7) })
  }

  @Test func columnsWithoutSummaries() throws {
    try expectModest(
      "columns", file { $0.appendColumns(firstRow: UInt64($1)) })
  }

  @Test func manyColumnsWithoutSummaries() throws {
    let schema = HostileFile.schema(columns: 4096)
    try expectModest(
      "wide",
      // Few bytes stand for many values, which takes its time.
      file(columns: 4096, size: Self.size / 16) {
        $0.appendColumns(schema, firstRow: UInt64($1))
      })
  }

  @Test func openFrames() throws {
    try expectModest(
      "open",
      file { file, _ in
        file.appendOpen(rowsOffset: 64, capacity: 1, schemaSize: 0, frameSize: 64, count: 1)
      })
  }

  @Test func schemas() throws {
    try expectModest(
      "schemas", file { $0.appendSchema(HostileFile.schema($1, columns: 1 + $1 % 4096)) })
  }

  @Test func indexEntries() throws {
    var file = HostileFile()
    file.appendIndex(entries: Self.size / 8)
    try expectModest("index", file.bytes)
  }

  @Test func indexSchemas() throws {
    var file = HostileFile()
    file.appendSchema()
    file.appendIndex(schemas: Self.size / 20, entries: 0)
    try expectModest("schemas of an index", file.bytes)
    // Reading by the index takes no more of them than others would need.
    let reader = try LogReader(bytes: file.bytes, name: "index", access: .indexed)
    #expect(reader.schemas.count == 1 && reader.ending == .closed)
  }

  @Test func openRowsOneByOne() throws {
    var file = HostileFile()
    file.appendSchema()
    let frame = OpenFrameControl.end
    while file.bytes.count < Self.size {
      // Rows of other numbers than those before it, and after it.
      let number = 2 * file.bytes.count
      file.appendOpen(
        firstRow: UInt64(number), rowsOffset: frame, capacity: 1, schemaSize: 0,
        frameSize: frame + 16, count: 1)
      file.appendRow(number, label: 0)
    }
    try expectModest("open rows", file.bytes)
  }
}

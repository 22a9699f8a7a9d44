import Foundation
import Testing

@testable import ReadingsFormat

/// Schemas that a writer can't go on with.
@Suite struct SchemaChangeTests {
  /// Blocks would name the old columns: readers know them by the id.
  @Test func anotherSchemaOfTheSameIDIsRefused() throws {
    let path = Sample.path("change")
    defer { try? FileManager.default.removeItem(atPath: path) }
    var writer = try LogWriter(
      path: path, header: Sample.header, schema: Sample.schema, options: Sample.smallOptions)
    var columns = Sample.schema.columns
    columns[1].name = "other"
    let forged = Schema(columns: columns, id: Sample.schema.id)
    #expect(throws: Errno.invalidArgument) { try writer.change(to: forged) }
    #expect(writer.schema == Sample.schema)
    try writer.change(to: Sample.schema)
    try writer.append(Sample.rows(1)[0])
    #expect(writer.rowCount == 1)
  }

  @Test func aClosedFileIsNotChanged() throws {
    let path = Sample.path("change")
    defer { try? FileManager.default.removeItem(atPath: path) }
    var writer = try LogWriter(
      path: path, header: Sample.header, schema: Sample.schema, options: Sample.smallOptions)
    for row in Sample.rows(40) { try writer.append(row) }
    try writer.close()
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    #expect(throws: Errno.invalidArgument) { try writer.change(to: Sample.widerSchema) }
    #expect(throws: Errno.invalidArgument) { try writer.append(Sample.rows(1, from: 40)[0]) }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == bytes)
  }

  #if DEBUG
    /// A file that has its name before its first frames are in it would be taken for damaged.
    @Test func aFileAppearsWithItsFirstFrames() throws {
      let path = Sample.path("birth")
      defer { try? FileManager.default.removeItem(atPath: path) }
      let journal = StoreJournal()
      var steps = 0
      journal.afterStep = { _ in
        steps += 1
        #expect(!FileManager.default.fileExists(atPath: path))
      }
      let writer = try LogWriter(
        path: path, header: Sample.header, schema: Sample.schema, options: Sample.smallOptions,
        journal: journal)
      journal.afterStep = nil
      #expect(steps > 0 && writer.rowCount == 0)
      #expect(FileManager.default.fileExists(atPath: path))
    }
  #endif
}

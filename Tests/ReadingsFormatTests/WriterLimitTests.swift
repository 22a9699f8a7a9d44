import Foundation
import SeededRandom
import Testing

@testable import ReadingsFormat

/// Arguments at and beyond the limits of the format: errors, and never a trap in the host.
@Suite struct WriterLimitTests {
  private func open(
    schema: Schema = Sample.schema, _ change: (inout LogWriter.Options) -> Void = { _ in }
  ) -> ReadingsError.Code? {
    let path = Sample.path()
    defer { try? FileManager.default.removeItem(atPath: path) }
    var options = LogWriter.Options()
    change(&options)
    do throws(ReadingsError) {
      _ = try LogWriter(path: path, header: Sample.header, schema: schema, options: options)
      return nil
    } catch { return error.code }
  }

  @Test func optionsOutOfRangeAreErrors() {
    #expect(open() == nil)
    for rows in [0, -1, 65_536] { #expect(open { $0.rowsPerBlock = rows } == .invalidArgument) }
    for bytes in [0, 63, 6 << 20] { #expect(open { $0.labelCapacity = bytes } == .invalidArgument) }
    for bytes in [0, 5 << 30] { #expect(open { $0.growth = bytes } == .invalidArgument) }
  }

  @Test func aSchemaThatIsTooLongIsAnError() {
    let columns = (0..<520).map { index in
      Column("\(index)" + String(repeating: "n", count: 1000))
    }
    #expect(open(schema: Schema(columns: Sample.schema.columns + columns)) == .invalidArgument)
    let many = (0..<Schema.maximumColumnCount).map { Column("\($0)") }
    #expect(open(schema: Schema(columns: Sample.schema.columns + many)) == .invalidArgument)
  }

  /// The longest schema that a frame has room for, and one byte more. Section 4.3: 524,280 bytes, of
  /// which head, tag and checksum take 16.
  @Test func theLongestSchemaIsWrittenAndRead() throws {
    let most = 524_280 - 16
    /// A schema whose description has so many bytes: four for the count, twelve a column, and texts.
    func schema(size: Int) -> Schema {
      let rest = size - 4 - 12 - "time".utf8.count - "seconds".utf8.count
      let count = 600
      let columns = (0..<count).map { index in
        let length = rest / count - 12 + (index < rest % count ? 1 : 0)
        let number = "\(index)"
        return Column(number + String(repeating: "n", count: length - number.utf8.count))
      }
      return Schema(columns: [Sample.schema.columns[0]] + columns)
    }
    #expect(open(schema: schema(size: most + 1)) == .invalidArgument)
    let longest = schema(size: most)
    #expect(VectorFile.description(of: longest).count == most)
    let path = Sample.path()
    defer { try? FileManager.default.removeItem(atPath: path) }
    var writer = try LogWriter(
      path: path, header: Sample.header, schema: longest, options: Sample.smallOptions)
    try writer.append(Sample.Row(values: longest.columns.map { _ in 1 }))
    try writer.close()
    let reader = try LogReader(path: path)
    #expect(reader.schemas == [longest] && reader.damage == [])
  }

  /// Rows have the numbers up to 2⁶³ − 2: the one behind a block must have one as well. Section 7.
  @Test func theLastRowNumberIsTheEnd() throws {
    let path = Sample.path()
    defer { try? FileManager.default.removeItem(atPath: path) }
    var header = Sample.header
    header.firstRow = UInt64(Int64.max) - 3
    var writer = try LogWriter(
      path: path, header: header, schema: Sample.schema, options: Sample.smallOptions)
    for row in Sample.rows(3) { try writer.append(row) }
    #expect(throws: Errno.fileTooLarge) { try writer.append(Sample.rows(1)[0]) }
    #expect(writer.rowCount == UInt64(Int64.max))
    try writer.close()
    for access in [LogReader.Access.indexed, .complete, .scanned] {
      let reader = try LogReader(path: path, access: access)
      #expect(reader.damage == [] && reader.ending == .closed)
      #expect(Sample.read(reader)[Int.max - 1] == Sample.rows(3)[2])
    }
  }

  @Test func namesThatAreTakenAreErrors() {
    let columns = Sample.schema.columns
    #expect(open(schema: Schema(columns: columns + [columns[1]])) == .invalidArgument)
    #expect(open(schema: Schema(columns: [columns[1]])) == .invalidArgument)
    #expect(open(schema: Schema(columns: [])) == .invalidArgument)
  }

  @Test(arguments: [1, 2, 3], [1, 200, 4000])
  func fewRowsOfManyColumns(rowsPerBlock: Int, columns: Int) throws {
    let schema = Schema(
      columns: [Sample.schema.columns[0]] + (0..<columns).map { Column("\($0)") })
    var options = LogWriter.Options()
    options.rowsPerBlock = rowsPerBlock
    options.labelCapacity = 64
    let path = Sample.path()
    defer { try? FileManager.default.removeItem(atPath: path) }
    var writer = try LogWriter(
      path: path, header: Sample.header, schema: schema, options: options)
    let rows = (0..<5).map { (row: Int) -> Sample.Row in
      var values = [UInt64(row)]
      for column in 0..<columns { values.append(UInt64.max / UInt64(column + row + 1)) }
      return Sample.Row(values: values, label: row == 2 ? "label" : nil)
    }
    for row in rows { try writer.append(row) }
    try writer.close()
    let found = Sample.read(try LogReader(path: path))
    for (index, row) in rows.enumerated() { #expect(found[index] == row) }
  }

  @Test func aFileGrowsByAsMuchAsWasAskedFor() throws {
    let schema = Schema(
      columns: [Sample.schema.columns[0]] + (0..<4000).map { Column("\($0)") })
    var options = LogWriter.Options()
    options.growth = 8 << 20
    let path = Sample.path()
    defer { try? FileManager.default.removeItem(atPath: path) }
    var writer = try LogWriter(
      path: path, header: Sample.header, schema: schema, options: options)
    var random = SeededGenerator(8)
    var sizes: Set<UInt64> = []
    for row in 0..<1000 as Range<UInt64> where sizes.count < 2 {
      try writer.append(Sample.Row(values: [row] + (0..<4000).map { _ in random.next() }))
      sizes.insert(try SystemCall.status(writer.descriptor).size)
    }
    #expect(sizes.count == 2 && sizes.max()! - sizes.min()! >= 8 << 20)
    try writer.close()
  }

  @Test func aChangeToTheSameColumnsIsNone() throws {
    let path = Sample.path()
    defer { try? FileManager.default.removeItem(atPath: path) }
    var writer = try LogWriter(path: path, header: Sample.header, schema: Sample.schema)
    for row in Sample.rows(3) {
      try writer.change(to: Sample.schema)
      try writer.append(row)
    }
    try writer.close()
    let reader = try LogReader(path: path)
    #expect(reader.blocks.map(\.rowCount) == [3])
    #expect(reader.schemas == [Sample.schema])
  }

  @Test func aReaderDoesNotKeepAWriterOut() throws {
    let path = Sample.path()
    defer { try? FileManager.default.removeItem(atPath: path) }
    var first = try LogWriter(path: path, header: Sample.header, schema: Sample.schema)
    try first.close()
    discard(consume first)
    let reader = try LogReader(path: path)
    var second = try LogWriter(path: path, header: Sample.header, schema: Sample.schema)
    try second.close()
    #expect(reader.ending == .closed)
  }

  /// Ends a writer's life, and with it its lock.
  private func discard(_ writer: consuming LogWriter) {}

  /// As cp(1) does it, onto the name of a file that is being recorded.
  @Test(arguments: [0, 10, 40, 200])
  func aFileThatIsWrittenOverDoesNoHarm(rows: Int) throws {
    let other = try Sample.file(Sample.rows(20_000), options: LogWriter.Options())
    let path = Sample.path()
    defer { try? FileManager.default.removeItem(atPath: path) }
    var writer = try LogWriter(
      path: path, header: Sample.header, schema: Sample.schema, options: Sample.smallOptions)
    for row in Sample.rows(rows) { try writer.append(row) }
    #expect(other.count > writer.window.end)
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    try file.write(contentsOf: other)
    try? writer.close()
  }

  @Test func labelsThatOverlapStayInTheirMemory() throws {
    let path = Sample.path()
    defer { try? FileManager.default.removeItem(atPath: path) }
    var options = Sample.smallOptions
    options.rowsPerBlock = 1024
    options.labelCapacity = 512 << 10
    var writer = try LogWriter(
      path: path, header: Sample.header, schema: Sample.schema, options: options)
    let long = String(repeating: "l", count: 400 << 10)
    for var row in Sample.rows(1000) {
      if writer.rowCount == 0 { row.label = long } else { row.label = nil }
      try writer.append(row)
    }
    // Every row has the first one's label now.
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    for row in 1..<1000 {
      try file.seek(toOffset: writer.region.row(row) + 8 * 4)
      try file.write(contentsOf: [1, 0, 0, 0])
    }
    try writer.close()
    #expect(try LogReader(path: path).ending == .closed)
  }

  /// A name that cannot be looked up says nothing of the file: nobody goes on in a new one for that.
  @Test func aNameThatCannotBeLookedUpIsNotLost() throws {
    let path = Sample.path()
    let loop = Sample.path("loop")
    defer {
      try? FileManager.default.removeItem(atPath: path)
      try? FileManager.default.removeItem(atPath: loop)
    }
    let writer = try LogWriter(
      path: path, header: Sample.header, schema: Sample.schema, options: Sample.smallOptions)
    try FileManager.default.createSymbolicLink(atPath: loop, withDestinationPath: loop)
    let own = writer.hasLostName(path)
    let unknown = writer.hasLostName(loop)
    let none = writer.hasLostName(path + ".none")
    #expect(!own && !unknown && none)
  }
}

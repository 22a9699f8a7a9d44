import Foundation
import Testing

@testable import ReadingsFormat

/// Where a writer puts what the rows need, and how much of its limits it uses.
@Suite struct WriterSpaceTests {
  /// The open rows' schema stands before them once more, wherever they have moved: it is what they
  /// are read by when the schema frame is damaged.
  @Test func theSchemaGoesWithTheRows() throws {
    let path = Sample.path("copy")
    defer { try? FileManager.default.removeItem(atPath: path) }
    var writer = try LogWriter(
      path: path, header: Sample.header, schema: Sample.schema, options: Sample.smallOptions)
    let rows = Sample.rows(300) + Sample.rows(300, from: 300, schema: Sample.widerSchema)
    var places: Set<Int> = []
    for (number, row) in rows.enumerated() {
      if number == 300 { try writer.change(to: Sample.widerSchema) }
      try writer.append(row)
      let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
      // By the control: sections 8.1 and 8.2.
      let frame = Int(writer.position)
      func load<Value: FixedWidthInteger>(_ offset: Int) -> Value {
        bytes[(frame + offset)..<(frame + offset + MemoryLayout<Value>.size)].reversed()
          .reduce(0) { $0 << 8 | Value($1) }
      }
      let end = frame + 8 * Int(load(24) as UInt32)
      let copy = bytes[end - 8 * Int(load(30) as UInt16)..<end]
      let first = try #require(bytes.range(of: copy))
      #expect(!copy.isEmpty && first.lowerBound < frame, "row \(number) has no schema before it")
      places.insert(copy.startIndex)
    }
    #expect(places.count > 3)
  }

  #if os(Linux)
    /// Each has a mapping, and a guard of it against the end of the file, as if it were alone.
    @Test func hundredsOfFilesAreMappedAtOnce() throws {
      try withWriters(200) { inodes in
        let maps = try #require(FileHandle(forReadingAtPath: "/proc/self/maps"))
        let text = String(decoding: try maps.readToEnd() ?? Data(), as: UTF8.self)
        let lines = text.split(separator: "\n")
        let mapped = Set(lines.compactMap { UInt64($0.split(separator: " ")[4]) })
        #expect(mapped.isSuperset(of: inodes))
      }
    }

    /// Calls a body while so many files are written.
    private func withWriters(
      _ count: Int, _ inodes: [UInt64] = [], _ body: ([UInt64]) throws -> Void
    ) throws {
      guard count > 0 else { return try body(inodes) }
      let path = Sample.path("many")
      defer { try? FileManager.default.removeItem(atPath: path) }
      let writer = try LogWriter(
        path: path, header: Sample.header, schema: Sample.schema, options: Sample.smallOptions)
      try withWriters(count - 1, inodes + [writer.identity.number], body)
      #expect(writer.loss == nil)
    }
  #endif

  /// A growth that needs exactly what the limit allows.
  @Test func theLastPageThatALimitAllowsIsUsed() throws {
    let page = UInt64(SystemCall.pageSize)
    /// The size that a file of a limited size begins with, and that it has when it is full.
    func sizes(limit: UInt64) throws -> (first: UInt64, last: UInt64)? {
      let path = Sample.path("limit")
      defer { try? FileManager.default.removeItem(atPath: path) }
      var options = Sample.smallOptions
      options.growth = 1
      options.maximumSize = limit
      guard
        var writer = try? LogWriter(
          path: path, header: Sample.header, schema: Sample.schema, options: options)
      else { return nil }
      let first = writer.window.end
      for row in Sample.rows(2000) {
        guard (try? writer.append(row)) != nil else { break }
      }
      return (first, writer.window.end)
    }
    // The smallest limit under which the file grows at all is what that growth needs.
    var limit = page
    var found: (first: UInt64, last: UInt64)?
    while limit < 64 * page {
      found = try sizes(limit: limit)
      if let found, found.last > found.first { break }
      limit += page
    }
    #expect(found?.last == limit)
  }

  /// A file grows by an eighth of its size, and by no more than four mebibytes: disk space is claimed for
  /// all of it. What was asked for is the least.
  @Test(arguments: [1, 64 << 10, 5 << 20])
  func aFileGrowsInProportionUpToFourMebibytes(growth: Int) throws {
    // Not in memory, of which a container may have little.
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("readings-growth-\(UUID().uuidString).rdg").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    var options = Sample.smallOptions
    options.growth = growth
    var writer = try LogWriter(
      path: path, header: Sample.header, schema: Sample.schema, options: options)
    var size = try SystemCall.status(path: path).size
    var steps: [UInt64] = []
    while size < 40 << 20 {
      try writer.grow(to: size + 1)
      let next = try SystemCall.status(path: path).size
      let wanted = max(UInt64(growth), min(size / 8, 4 << 20))
      #expect(next == LogWriter.rounded(size + wanted), "from \(size)")
      steps.append(next - size)
      size = next
    }
    #expect(steps.max() == UInt64(max(growth, 4 << 20)))
    // What it is good for: the file is still one.
    for row in Sample.rows(20) { try writer.append(row) }
    try writer.close()
    #expect(Sample.read(try LogReader(path: path)).count == 20)
  }

  /// The longest label that an area has room for, also where that is no multiple of eight bytes.
  @Test(arguments: 64...72)
  func aLabelAsLongAsItsAreaIsNotCut(capacity: Int) throws {
    var options = Sample.smallOptions
    options.labelCapacity = capacity
    var rows = Sample.rows(3)
    // Eight bytes stand before the text.
    rows[1].label = String(repeating: "x", count: capacity - 8)
    let found = try Sample.read(Sample.file(rows, options: options)).rows
    #expect(found[1]?.label == rows[1].label)
  }

  /// Labels whose heads and padding fill the area to the last byte, and would go beyond it.
  @Test(arguments: [1, 7, 8, 9, 56])
  func labelsFillTheirAreaToTheEdge(longest: Int) throws {
    var options = Sample.smallOptions
    options.rowsPerBlock = 64
    options.labelCapacity = 64
    let path = Sample.path("labels")
    defer { try? FileManager.default.removeItem(atPath: path) }
    var writer = try LogWriter(
      path: path, header: Sample.header, schema: Sample.schema, options: options)
    var rows = Sample.rows(60)
    var room = 0
    for index in rows.indices {
      let length = index % longest + 1
      rows[index].label = String(repeating: "x", count: length)
      // Eight bytes before each text, and each begins at a multiple of eight.
      let size = (8 + length + 7) / 8 * 8
      let sealed = writer.firstRow
      try writer.append(rows[index])
      #expect((writer.firstRow > sealed) == (index > 0 && size > room), "row \(index)")
      room = (writer.firstRow > sealed || index == 0 ? 64 : room) - size
    }
    try writer.close()
    let reader = try LogReader(path: path)
    let found = Sample.read(reader)
    #expect(reader.damage == [])
    for (index, row) in rows.enumerated() { #expect(found[index] == row) }
  }
}

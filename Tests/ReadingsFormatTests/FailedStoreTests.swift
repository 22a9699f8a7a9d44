import Foundation
import Testing

@testable import ReadingsFormat

/// Stores that fail: what they leave is not taken for rows later.
@Suite struct FailedStoreTests {
  #if DEBUG
    /// A row that is whole in the file but for the count word.
    ///
    /// What it tells, its number, is given to the next row, which stands in another place if a seal
    /// comes before it. Section 11.1: it must be overwritten with zeros before that.
    /// Where that fails as well, the next call tries again.
    @Test(arguments: [true, false], [1, 2])
    func aRowThatCouldNotBeCommittedIsWiped(byChange isChange: Bool, attempts: Int) throws {
      let path = Sample.path("stray")
      defer { try? FileManager.default.removeItem(atPath: path) }
      var options = Sample.smallOptions
      options.storage = .written
      let journal = StoreJournal()
      var writer = try LogWriter(
        path: path, header: Sample.header, schema: Sample.schema, options: options,
        journal: journal)
      var rows = Sample.rows(6)
      for row in rows.indices { rows[row].label = row == 0 ? "label" : nil }
      for row in rows[..<5] { try writer.append(row) }

      // Between the row and its count word the descriptor becomes one that may not write.
      let descriptor = writer.descriptor
      let saved = dup(descriptor)
      defer { close(saved) }
      journal.afterStep = { step in
        guard case .write = step else { return }
        let readOnly = open(path, O_RDONLY)
        #expect(dup2(readOnly, descriptor) == descriptor)
        close(readOnly)
      }
      for _ in 0..<attempts { #expect(throws: Errno.self) { try writer.append(rows[5]) } }
      journal.afterStep = nil
      #expect(dup2(saved, descriptor) == descriptor)
      let place = Int(writer.region.row(5))
      let stray = try Data(contentsOf: URL(fileURLWithPath: path))[place..<place + 8 * 4]
      #expect(stray == rows[5].values.withUnsafeBytes { Data($0) })

      var next = rows[5]
      next.values[1] += 1
      if isChange {
        try writer.change(to: Sample.widerSchema)
        next.values.append(1)
      } else {
        // As long as the label area, of which the first row has taken some: a seal comes before it.
        next.label = String(repeating: "l", count: options.labelCapacity - 8)
      }
      try writer.append(next)
      let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
      #expect(bytes.range(of: stray) == nil)
      #expect(writer.rowCount == 6 && writer.firstRow == 5)
    }

    /// Somebody cuts the file off between a row and its count word. The store of that is the first to go
    /// into memory that is no longer the file's, so that nothing shows it before.
    @Test func aRowWhoseCountWordIsLostIsNotAppended() throws {
      let path = Sample.path("lost")
      defer { try? FileManager.default.removeItem(atPath: path) }
      let journal = StoreJournal()
      var writer = try LogWriter(
        path: path, header: Sample.header, schema: Sample.schema, options: Sample.smallOptions,
        journal: journal)
      journal.afterStep = { step in
        if case .write = step { #expect(truncate(path, 0) == 0) }
      }
      let row = Sample.Row(values: Sample.rows(1)[0].values, label: nil)
      #expect(throws: Errno.inputOutput) { try writer.append(row) }
      #expect(writer.rowCount == 0)
      journal.afterStep = nil
      #expect(throws: Errno.inputOutput) { try writer.append(row) }
      #expect(writer.rowCount == 0)
    }
  #endif

  /// Section 11.3: a time before the last row's is raised to it. A row that is not in the file is none,
  /// whether it failed itself or the seal before it.
  @Test(arguments: [true, false])
  func theTimeOfARowThatFailedRaisesNoOther(bySeal: Bool) throws {
    let path = Sample.path("late")
    defer { try? FileManager.default.removeItem(atPath: path) }
    var options = Sample.smallOptions
    options.storage = .written
    var writer = try LogWriter(
      path: path, header: Sample.header, schema: Sample.schema, options: options)
    var rows = Sample.rows(2)
    rows[0].label = "so that labels have no room"
    try writer.append(rows[0])

    let descriptor = writer.descriptor
    let (saved, readOnly) = (dup(descriptor), open(path, O_RDONLY))
    defer { for each in [saved, readOnly] { close(each) } }
    #expect(dup2(readOnly, descriptor) == descriptor)
    var late = rows[1]
    late.values[0] += 1_000_000
    late.label = bySeal ? String(repeating: "l", count: options.labelCapacity - 8) : nil
    #expect(throws: Errno.self) { try writer.append(late) }
    #expect(dup2(saved, descriptor) == descriptor)
    try writer.append(rows[1])
    try writer.close()
    #expect(try Sample.read(LogReader(path: path)) == [0: rows[0], 1: rows[1]])
  }

  /// Somebody cuts the file short, and the recorder goes on: what was cut off must not come back as
  /// zeros when the file grows, as if it were a part of the recording.
  @Test func aFileThatWasCutShortDoesNotGrow() throws {
    let path = Sample.path("short")
    defer { try? FileManager.default.removeItem(atPath: path) }
    var options = Sample.smallOptions
    options.storage = .written
    var writer = try LogWriter(
      path: path, header: Sample.header, schema: Sample.schema, options: options)
    let end = writer.window.end
    #expect(truncate(path, 100) == 0)
    var failure: Errno?
    for row in Sample.rows(2000) {
      do throws(Errno) {
        // Without a label: nothing is written near the end, which would lengthen the file.
        try writer.append(Sample.Row(values: row.values, label: nil))
      } catch {
        failure = error
        break
      }
    }
    #expect(failure == .inputOutput)
    #expect(try SystemCall.status(path: path).size < end)
  }
}

import Foundation
import SeededRandom
import Testing

@testable import ReadingsFormat

#if DEBUG
  /// What must be in the file before a store that makes it count, and what a writer must not touch before
  /// the store that makes it needless.
  @Suite struct SealOrderTests {
    private static func publishes(_ steps: some Sequence<StoreJournal.Step>) -> Int {
      steps.count { if case .publish = $0 { true } else { false } }
    }

    /// The places that were written before the head of the open frame at `position` was replaced.
    private static func places(
      _ steps: some Sequence<StoreJournal.Step>, before position: UInt64
    ) -> [Range<UInt64>] {
      var places: [Range<UInt64>] = []
      for step in steps {
        switch step {
        case .write(let bytes, let offset): places.append(offset..<offset + UInt64(bytes.count))
        // A longer head of an open frame replaces nothing.
        case .publish(let word, let offset)
        where offset == position && word[0] != UInt8(truncatingIfNeeded: FrameKind.open.rawValue):
          return places
        default: break
        }
      }
      return places
    }

    /// Rows that are about to be sealed count until their block does, also where the next ones get a
    /// place that overlaps theirs: labels that fill their area early have a seal come before half of
    /// the rows are there, by which the file would have been lengthened.
    @Test(arguments: [200, 300, 400, 600])
    func openRowsAreNotWrittenOverBeforeTheirBlockCounts(capacity: Int) throws {
      var options = LogWriter.Options()
      options.rowsPerBlock = capacity
      options.labelCapacity = 128
      // Four of them fill the area, with their heads.
      let label = String(repeating: "l", count: 24)
      options.growth = 1
      let path = Sample.path("order")
      defer { try? FileManager.default.removeItem(atPath: path) }
      let journal = StoreJournal()
      var writer = try LogWriter(
        path: path, header: Sample.header, schema: Sample.schema, options: options,
        journal: journal)
      var generator = SeededGenerator(UInt64(capacity))
      var moves = 0
      for number in 0..<20 * capacity {
        let open = writer.region.rows..<writer.region.row(writer.openCount)
        let labels = writer.region.labels..<writer.region.labels + UInt64(writer.labelsUsed)
        let (position, start, known) = (writer.position, writer.region.start, journal.steps.count)
        // The fifth label comes just before half of the rows are there.
        let isEvent = writer.openCount % (capacity / 9) == 0
        // Noise, so that blocks are long and their rows must move often.
        let values = [UInt64(number)] + (0..<3).map { _ in generator.next() }
        try writer.append(Sample.Row(values: values, label: isEvent ? label : nil))
        guard writer.position > position else { continue }
        moves += writer.region.start > start ? 1 : 0
        for place in Self.places(journal.steps[known...], before: position) {
          #expect(!place.overlaps(open) && !place.overlaps(labels), "row \(number)")
        }
      }
      #expect(moves > 3)
    }

    /// The next open frame counts with the store that makes a block or slack of the last one, and its
    /// control says that a copy of the schema stands before its rows. Section 11.4, step 4, and 11.5.
    @Test func theSchemaStandsBeforeTheRowsWhenTheirFrameCounts() throws {
      let path = Sample.path("order")
      defer { try? FileManager.default.removeItem(atPath: path) }
      var options = Sample.smallOptions
      options.growth = 1
      let journal = StoreJournal()
      var writer = try LogWriter(
        path: path, header: Sample.header, schema: Sample.schema, options: options,
        journal: journal)
      var generator = SeededGenerator(4)
      var moves = 0
      for number in 0..<600 {
        if number == 400 { try writer.seal() }
        let (position, start, known) = (writer.position, writer.region.start, journal.steps.count)
        if number == 400 { try writer.change(to: Sample.widerSchema) }
        // Noise, so that blocks are long and their rows must move often.
        let noise = (1..<writer.schema.columns.count).map { _ in generator.next() }
        try writer.append(Sample.Row(values: [UInt64(number)] + noise))
        guard writer.region.start != start else { continue }
        moves += 1
        let copy = writer.region.start..<writer.region.rows
        let places = Self.places(journal.steps[known...], before: position)
        #expect(places.contains(copy), "row \(number)")
      }
      #expect(moves > 4 && writer.schema == Sample.widerSchema)
    }

    /// A file that has no room for its index, and cannot grow: it ends in slack before it is cut off, as
    /// a kill in between would leave an open frame that reaches beyond the file. Section 11.6.
    @Test func aFileThatGetsNoIndexIsCutOffAfterItsLastStore() throws {
      var options = Sample.smallOptions
      options.rowsPerBlock = 1
      options.labelCapacity = 64
      options.growth = 1
      let path = Sample.path("close")
      defer { try? FileManager.default.removeItem(atPath: path) }
      let journal = StoreJournal()
      var writer = try LogWriter(
        path: path, header: Sample.header, schema: Sample.schema, options: options,
        journal: journal)
      let rows = Sample.rows(4000)
      // An index takes eight bytes a block at least.
      while 8 * writer.rowCount < writer.window.end - writer.position {
        try writer.append(rows[Int(writer.rowCount)])
        try writer.seal()
      }
      // What is short does not grow any more.
      #expect(truncate(path, off_t(writer.window.end - 1)) == 0)
      let position = writer.position
      #expect(throws: Errno.inputOutput) { try writer.close() }
      let last = journal.steps.suffix(2).map { step in
        switch step {
        case .publish(_, let offset): "publish \(offset)"
        case .resize(let size): "resize \(size)"
        case .write: "write"
        }
      }
      #expect(last == ["publish \(position)", "resize \(position + 40)"])
      let (found, reader) = try Sample.read(Array(Data(contentsOf: URL(fileURLWithPath: path))))
      #expect(found.count == Int(writer.rowCount) && reader.ending == .cut)
    }

    /// A file is closed in one store where block, index and the head of the slack behind it fit before
    /// the open rows, and not where the head would lie over their schema.
    @Test func closingLeavesTheOpenRowsWhereItsFrameJustDoesNotFit() throws {
      /// The steps of closing a file whose rows begin so far behind the place of its index's end.
      func close(gap: UInt64?, after end: UInt64) throws -> (size: UInt64, isOne: Bool) {
        let path = Sample.path("close")
        defer { try? FileManager.default.removeItem(atPath: path) }
        let journal = StoreJournal()
        var writer = try LogWriter(
          path: path, header: Sample.header, schema: Sample.schema,
          options: Sample.smallOptions, journal: journal)
        if let gap {
          writer.region = writer.region.moved(toEnd: end + gap + writer.region.size)
        }
        for row in Sample.rows(5) { try writer.append(row) }
        let (start, position, known) = (writer.region.start, writer.position, journal.steps.count)
        let rows = start..<writer.region.row(5)
        try writer.close()
        let steps = journal.steps[known...]
        for place in Self.places(steps, before: position) {
          #expect(!place.overlaps(rows), "\(String(describing: gap))")
        }
        return (try SystemCall.status(path: path).size, Self.publishes(steps) == 1)
      }
      let usual = try close(gap: nil, after: 0)
      #expect(usual.isOne)
      for gap: UInt64 in [8, 16] {
        #expect(try close(gap: gap, after: usual.size) == usual)
      }
      #expect(try !close(gap: 0, after: usual.size).isOne)
    }
  }
#endif

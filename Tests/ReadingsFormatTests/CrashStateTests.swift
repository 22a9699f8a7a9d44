import Foundation
import Testing

@testable import ReadingsFormat

#if DEBUG
  /// Replays everything that a writer did to its file, up to each store, as a kill there would have
  /// left it, and reads every committed row back.
  @Suite struct CrashStateTests {
    /// The steps of a run, and how many rows were committed after each of them.
    private func record(
      _ work: (inout LogWriter, (inout LogWriter) -> Void) throws -> Void
    ) throws -> (steps: [StoreJournal.Step], committed: [Int]) {
      let path = Sample.path("journal")
      defer { try? FileManager.default.removeItem(atPath: path) }
      let journal = StoreJournal()
      var writer = try LogWriter(
        path: path, header: Sample.header, schema: Sample.schema, options: Sample.smallOptions,
        journal: journal)
      var marks = [(step: journal.steps.count, rows: 0)]
      try work(&writer) { marks.append((journal.steps.count, Int($0.rowCount))) }
      var committed = [Int](repeating: -1, count: journal.steps.count + 1)
      for (step, rows) in marks { committed[step] = rows }
      // Before the file appears under its name nothing is promised; afterwards the last mark holds.
      for step in marks[0].step + 1..<committed.count where committed[step] < 0 {
        committed[step] = committed[step - 1]
      }
      return (journal.steps, committed)
    }

    /// Checks every state: each whole step, and for copies also the halves of every one.
    private func verify(
      _ run: (steps: [StoreJournal.Step], committed: [Int]), rows: [Sample.Row]
    ) throws {
      let begin = try #require(run.committed.firstIndex { $0 >= 0 })
      var image: [UInt8] = []
      var states = 0
      for (number, step) in run.steps.enumerated() {
        if number >= begin {
          for partial in partials(of: step) {
            var torn = image
            apply(partial, to: &torn)
            try check(torn, atLeast: run.committed[number], rows: rows)
            states += 1
          }
        }
        apply(step, to: &image)
        if number + 1 >= begin {
          try check(image, atLeast: run.committed[number + 1], rows: rows)
          states += 1
        }
      }
      #expect(states >= run.steps.count - begin)
    }

    private func check(_ image: [UInt8], atLeast committed: Int, rows: [Sample.Row]) throws {
      let (found, reader) = try Sample.read(image)
      #expect(found.count >= committed && found.count <= committed + 1)
      for (index, row) in found { #expect(rows[index] == row) }
      for index in 0..<committed { #expect(found[index] != nil) }
      #expect(reader.damage == [])
    }

    /// A copy may be cut short anywhere, or arrive back to front.
    private func partials(of step: StoreJournal.Step) -> [StoreJournal.Step] {
      guard case .write(let bytes, let offset) = step, bytes.count > 1 else { return [] }
      let half = bytes.count / 2
      return [
        .write(Array(bytes[..<1]), at: offset),
        .write(Array(bytes[..<half]), at: offset),
        .write(Array(bytes[half...]), at: offset + UInt64(half)),
      ]
    }

    private func apply(_ step: StoreJournal.Step, to image: inout [UInt8]) {
      switch step {
      case .resize(let size):
        let size = Int(size)
        if size < image.count {
          image.removeLast(image.count - size)
        } else {
          image += [UInt8](repeating: 0, count: size - image.count)
        }
      case .write(let bytes, let offset), .publish(let bytes, let offset):
        image.replaceSubrange(Int(offset)..<Int(offset) + bytes.count, with: bytes)
      }
    }

    @Test func appendsSealsGrowthAndClose() throws {
      let rows = Sample.rows(75)
      let run = try record { writer, mark in
        for row in rows {
          try writer.append(row)
          mark(&writer)
        }
        try writer.close()
      }
      let growths = run.steps.filter { if case .resize = $0 { true } else { false } }.count
      #expect(growths >= 3, "the run must grow, and cut the file off at the end")
      try verify(run, rows: rows)
    }

    @Test func schemaChanges() throws {
      let first = Sample.rows(20)
      let second = Sample.rows(20, from: 20, schema: Sample.widerSchema)
      let third = Sample.rows(3, from: 40)
      let run = try record { writer, mark in
        for row in first {
          try writer.append(row)
          mark(&writer)
        }
        try writer.change(to: Sample.widerSchema)
        for row in second {
          try writer.append(row)
          mark(&writer)
        }
        try writer.change(to: Sample.schema)
        // Without a row in between.
        try writer.change(to: Sample.widerSchema)
        try writer.change(to: Sample.schema)
        for row in third {
          try writer.append(row)
          mark(&writer)
        }
        try writer.close()
      }
      try verify(run, rows: first + second + third)
    }

    @Test func aFileWithoutRows() throws {
      let run = try record { writer, _ in try writer.close() }
      try verify(run, rows: [])
    }
  }
#endif

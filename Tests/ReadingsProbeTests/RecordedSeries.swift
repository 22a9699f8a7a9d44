import Foundation
import ReadingsFormat
import ReadingsProbe
import Testing

/// A folder for a recording in several files, and what must be true of it.
final class RecordedSeries: Sendable {
  /// The folder, removed in the end.
  let folder: URL
  /// The current file's path.
  let path: String

  init(_ name: String) throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("readings-\(name)-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.appendingPathComponent("run.rdg").path
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// The names in the folder.
  var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
  }

  /// The names of the finished files.
  var finished: [String] { names.filter { $0 != "run.rdg" && $0.hasSuffix(".rdg") } }

  /// The number of the current file; 0 if there is none.
  var currentNumber: UInt32 { (try? LogReader(path: path).header.fileNumber) ?? 0 }

  /// The name of a finished file.
  func finishedName(_ number: Int) -> String {
    let digits = String(number)
    return "run." + String(repeating: "0", count: 6 - digits.count) + digits + ".rdg"
  }

  func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  /// Whether no two finished files are the same by two names.
  var hasEachFileOnce: Bool {
    let numbers = finished.compactMap { name in
      try? FileManager.default.attributesOfItem(atPath: path(name))[.systemFileNumber] as? Int
    }
    return Set(numbers).count == finished.count
  }

  /// The sizes of all files in bytes.
  func sizes() -> [Int] {
    names.compactMap {
      try? FileManager.default.attributesOfItem(atPath: path($0))[.size] as? Int
    }
  }

  /// Removes the current file; false if that cost it nothing but one of two names.
  func removeCurrent() -> Bool {
    let descriptor = open(path, O_RDONLY)
    defer { close(descriptor) }
    var status = stat()
    return unlink(path) == 0 && fstat(descriptor, &status) == 0 && status.st_nlink == 0
  }

  /// Records for a moment.
  static func record(_ path: String, _ rotation: Rotation? = nil) throws {
    var options = Probe.Options()
    options.rotation = rotation
    let probe = try Probe(recordingTo: path, options: options)
    try probe.start(every: .milliseconds(1))
    #expect(probe.stop())
  }

  /// What all blocks hold together, if rows and times go on from block to block and from file to file.
  struct Contents {
    /// The numbers of the first row and of the one after the last.
    var rows: Range<UInt64>
    /// The labels in order.
    var labels: [String]
  }

  /// Reads everything, and expects that nothing is damaged, missing, or there twice, and that time
  /// never goes back.
  static func check(
    _ recording: any Recording, location: SourceLocation = #_sourceLocation
  ) throws -> Contents {
    var labels: [String] = []
    // A file that has just been begun says where its rows will start.
    let first = recording.blocks.first?.firstRow ?? recording.header.firstRow ?? 0
    var next = first
    var time = Int64.min
    var isSteady = true
    let block = ColumnBlock()
    for index in recording.blocks.indices {
      try recording.decode(index, into: block)
      #expect(block.firstRow == next, "block \(index)", sourceLocation: location)
      next = block.firstRow + UInt64(block.rowCount)
      block.withColumn(0) { words in
        for word in words {
          if Int64(bitPattern: word) < time { isSteady = false }
          time = Int64(bitPattern: word)
        }
      }
      labels += block.events.map(\.label)
    }
    #expect(isSteady, "time goes back", sourceLocation: location)
    #expect(recording.damage == [], sourceLocation: location)
    return Contents(rows: first..<next, labels: labels)
  }
}

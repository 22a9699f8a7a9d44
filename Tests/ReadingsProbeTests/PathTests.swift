import Foundation
import ReadingsFormat
import ReadingsProbe
import Testing

/// Names that are links, and names that are as long as can be.
@Suite struct PathTests {
  private func link(_ path: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)
  }

  /// Links that lead to a file, to none, to another link; by way of a folder, and from the root.
  @Test(arguments: [false, true], [false, true])
  func aLinkIsFollowedAsOpeningWouldDo(isDangling: Bool, isAbsolute: Bool) throws {
    let series = try RecordedSeries("link")
    try FileManager.default.createDirectory(
      atPath: series.path("volume"), withIntermediateDirectories: true)
    let target = series.path("volume/new.rdg")
    if !isDangling { try RecordedSeries.record(target) }
    try link(series.path("volume/other.rdg"), to: isAbsolute ? target : "new.rdg")
    try link(series.path, to: isAbsolute ? series.path("volume/other.rdg") : "volume/other.rdg")
    try RecordedSeries.record(series.path, Rotation(keptFiles: 2))
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: series.path).hasSuffix("other.rdg"))
    #expect(try LogReader(path: target).ending == .closed)
    let names = try FileManager.default.contentsOfDirectory(atPath: series.path("volume"))
    let kept = isDangling ? [] : ["new.000001.rdg"]
    #expect(names.sorted() == kept + ["new.rdg", "other.rdg"])
  }

  @Test func aLinkThatLeadsNowhereIsAnError() throws {
    let series = try RecordedSeries("circle")
    try link(series.path, to: "other.rdg")
    try link(series.path("other.rdg"), to: "run.rdg")
    let error = #expect(throws: ReadingsError.self) { try RecordedSeries.record(series.path) }
    #expect(error?.code == .cannotCreate)
    // What is open under a number has a name of its own.
    let open = series.path("open.rdg")
    try link(open, to: "/proc/self/fd/1")
    #expect(throws: ReadingsError.self) { try RecordedSeries.record(open) }
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: open) == "/proc/self/fd/1")
  }

  @Test(arguments: [230, 236, 248, 255])
  func aNameMayBeAsLongAsNamesCanBe(count: Int) throws {
    let series = try RecordedSeries("long")
    let name = String(repeating: "n", count: count - 4) + ".rdg"
    for _ in 0..<3 { try RecordedSeries.record(series.path(name), Rotation(keptFiles: 5)) }
    #expect(try LogReader(path: series.path(name)).ending == .closed)
    #expect(series.names.count == 3 && series.names.allSatisfy { $0.utf8.count <= 255 })
    #expect(try LogReader(path: series.path(name)).header.fileNumber == 3)
  }
}

import Testing

@testable import ReadingsFormat

@Suite struct SeriesPathTests {
  @Test func finishedFilesHaveTheirNumberBeforeTheExtension() {
    #expect(SeriesPath("/a.b/run.rdg").finished(7) == "/a.b/run.000007.rdg")
    #expect(SeriesPath("run").finished(12) == "run.000012")
    #expect(SeriesPath("x/.run").finished(1) == "x/.run.000001")
    #expect(SeriesPath("run.tar.rdg").finished(1_234_567) == "run.tar.1234567.rdg")
  }

  @Test func aNumberIsReadFromExactlyTheNamesThatAreWritten() {
    let names = SeriesPath("/folder/run.rdg")
    for number: UInt32 in [1, 999_999, 1_000_000, .max] {
      let name = names.finished(number).dropFirst("/folder/".count)
      #expect(names.number(ofName: String(name)) == number)
    }
    for name in [
      "run.rdg", "run.00001.rdg", "run.0000001.rdg", "run.000000.rdg", "run.000001.rdg.csv",
      "run.00000a.rdg", "run.99999999999.rdg", "walk.000001.rdg", "run.000001", "run.-00001.rdg",
      "run.000001.rdg.4711-12345", "run..rdg", "run.", "", "run.\u{661}00000.rdg",
    ] {
      #expect(names.number(ofName: name) == nil, "\(name)")
    }
  }
}

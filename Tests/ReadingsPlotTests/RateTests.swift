import ReadingsFormat
import SeededRandom
import Testing

@testable import ReadingsPlot

@Suite struct RateTests {
  @Test func theAreaIsTheTimeUsed() throws {
    var random = SeededGenerator(42)
    let recording = Samples.recording()
    var (time, user, system): (Int64, UInt64, UInt64) = (0, 123_456, 9_999)
    recording.append(microseconds: time, user: user, system: system)
    for row in 0..<5000 {
      time += row == 2000 ? 700_000 : Int64(random.next() % 900) + 600
      user += random.next() % 1800
      system += random.next() % 300
      recording.append(microseconds: time, user: user, system: system)
    }
    let used = Double(user - 123_456 + system - 9_999) * 1e-6
    for columns in [1, 7, 100, 1488, 20_000] {
      let data = try Samples.data(recording, columns: columns, singleCore: true)
      let cpu = try #require(data.rate(.cpu))
      #expect(abs(cpu.first.total - used) < used * 1e-9)
      #expect(abs(cpu.second.total - Double(system - 9_999) * 1e-6) < 1e-9)
      let halved = try #require(try Samples.data(recording, columns: columns).rate(.cpu))
      #expect(abs(halved.first.total - used / 2) < used * 1e-9)
    }
  }

  @Test func whatWasUsedBeforeTheFirstRowIsNoSpike() throws {
    let recording = Samples.recording()
    for row in 0..<200 {
      recording.append(microseconds: Int64(row) * 1000, user: 5_000_000 + UInt64(row) * 500)
    }
    let cpu = try #require(try Samples.data(recording, singleCore: true).rate(.cpu)).first
    #expect(abs((cpu.peak ?? 0) - 0.5) < 1e-6)
    #expect(cpu.cells.allSatisfy { abs(($0.mean ?? 0) - 0.5) < 1e-6 })
  }

  @Test func timerTicksAreNoComb() throws {
    let recording = Samples.recording()
    for row in 0..<20_000 {
      let time = Int64(row) * 50
      recording.append(microseconds: time, user: UInt64(time / 4000) * 4000)
    }
    let cpu = try #require(
      try Samples.data(recording, columns: 1500, singleCore: true).rate(.cpu)
    ).first
    let means = cpu.cells.dropFirst(60).dropLast(60).compactMap(\.mean)
    #expect(means.allSatisfy { (0.95...1.05).contains($0) })
    #expect((cpu.peak ?? 9) < 1.3)
  }

  @Test func theSamplersOwnTimeDoesNotHideTheTicks() throws {
    let recording = Samples.recording()
    for row in 0..<20_000 {
      let time = Int64(row) * 1003
      let own = UInt64(row) * 20
      recording.append(microseconds: time, user: UInt64(time / 4000) * 4000 + own)
    }
    let cpu = try #require(
      try Samples.data(recording, columns: 1500, singleCore: true).rate(.cpu)
    ).first
    let means = cpu.cells.dropFirst(5).dropLast(5).compactMap(\.mean)
    #expect(means.allSatisfy { (0.95...1.09).contains($0) })
  }

  @Test func spikesWithinAColumnShowInTheEnvelope() throws {
    let recording = Samples.recording()
    var user: UInt64 = 0
    for row in 0..<10_000 {
      if (5000..<5040).contains(row) { user += 2000 }
      recording.append(microseconds: Int64(row) * 1000, user: user)
    }
    let cpu = try #require(
      try Samples.data(recording, columns: 10, singleCore: true).rate(.cpu)
    ).first
    #expect((cpu.cells[5].mean ?? 1) < 0.1)
    #expect(cpu.cells[5].high > 1.5 && cpu.cells[5].low == 0)
  }

  @Test func overOneHundredPercentIsKept() throws {
    let recording = Samples.recording()
    for row in 0..<200 {
      recording.append(microseconds: Int64(row) * 1000, user: UInt64(row) * 2400)
    }
    let data = try Samples.data(recording)
    let panel = try #require(
      Panel.cpu(data, share: CoreShare(of: recording.header, isSingle: false)))
    #expect(panel.unit == "% of 2 cores")
    #expect(panel.axis.range.upperBound > 120)
  }

  @Test func aColumnOfCoresGoesBeforeTheHeader() throws {
    let columns = Samples.columns + [Column("cores", meaning: .cores)]
    let recording = Samples.recording(columns: columns)
    for row in 0..<200 {
      let time = UInt64(row) * 1000
      recording.append([time, time, 0, 0, 0, row < 100 ? 1 : 4])
    }
    let cpu = try #require(try Samples.data(recording, columns: 10).rate(.cpu)).first
    #expect(abs((cpu.cells[2].mean ?? 0) - 1) < 1e-6)
    #expect(abs((cpu.cells[8].mean ?? 0) - 0.25) < 1e-6)
  }

  @Test func aCounterThatFallsCountsAsNone() throws {
    let recording = Samples.recording()
    for row in 0..<200 {
      recording.append(
        microseconds: Int64(row) * 1000, user: UInt64(row % 100) * 1000)
    }
    let cpu = try #require(try Samples.data(recording, singleCore: true).rate(.cpu)).first
    #expect(abs(cpu.total - 0.198) < 1e-9)
    #expect(cpu.cells.allSatisfy { $0.amount >= 0 })
  }
}

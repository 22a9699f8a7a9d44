import ReadingsFormat
import SeededRandom
import Testing

@testable import ReadingsProbe

@Suite struct VitalsCollectorsTests {
  private static let millisecond: Int64 = 1_000_000

  private func collect(_ collectors: inout VitalsCollectors, at now: Int64) -> [UInt64] {
    var row = [UInt64](repeating: .max, count: collectors.count)
    row.withUnsafeMutableBufferPointer { collectors.collect(into: $0.baseAddress!, at: now) }
    return row
  }

  @Test func whatIsNotDueKeepsItsLastValue() {
    let always = CountingCollector([Column("always")])
    let tenth = CountingCollector([Column("tenth"), Column("tenth_too")])
    var collectors = VitalsCollectors([(always, .zero), (tenth, .milliseconds(10))])
    #expect(collectors.columns.map(\.name) == ["always", "tenth", "tenth_too"])
    for beat in 0..<100 {
      let row = collect(&collectors, at: Int64(beat) * Self.millisecond)
      // From its fifth millisecond on, the beat is nearer to the next turn.
      let turn = UInt64((beat + 5) / 10 + 1)
      #expect(row == [UInt64(beat) + 1, turn, turn])
    }
    #expect(always.calls == 100)
    #expect(tenth.calls == 11)
  }

  @Test func beatsThatComeEarlyOrLateDoNotChangeTheRate() {
    var random = SeededGenerator(7)
    for interval: Int64 in [1, 2, 10] {
      let collector = CountingCollector([Column("value")])
      var collectors = VitalsCollectors([(collector, .milliseconds(interval))])
      for beat in 0..<1000 {
        let jitter = Int64.random(in: 0..<Self.millisecond / 3, using: &random)
        _ = collect(&collectors, at: Int64(beat) * Self.millisecond + jitter)
      }
      #expect(abs(Int64(collector.calls) - 1000 / interval) <= 1)
    }
  }

  @Test func intervalsBeyondAllReasonAreBroughtIntoTheirRange() {
    let day: Int64 = 86_400_000_000_000
    let never = CountingCollector([Column("never")])
    let always = CountingCollector([Column("always")])
    var collectors = VitalsCollectors([
      (never, .seconds(Int64.max)), (always, .seconds(Int64.min)),
    ])
    for now in [0, 1, day / 3, day, day + 1, Int64.max / 2] {
      _ = collect(&collectors, at: now)
    }
    #expect(never.calls == 3)
    #expect(always.calls == 6)
  }

  @Test func countersNeverShrinkAndGaugesDo() {
    let collector = CountingCollector([Column("total", kind: .counter), Column("level")])
    var collectors = VitalsCollectors([(collector, .zero)])
    collector.values = [100, 100]
    #expect(collect(&collectors, at: 0) == [100, 100])
    collector.values = [3, 3]
    #expect(collect(&collectors, at: 1) == [100, 3])
    collector.isSilent = true
    #expect(collect(&collectors, at: 2) == [100, 3])
    collector.isSilent = false
    collector.values = [101, 0]
    #expect(collect(&collectors, at: 3) == [101, 0])
  }

  @Test func valuesThatAnotherThreadReadArriveOnce() {
    let allocator = AllocatorVitals { totals in
      for index in 0..<4 { totals?[index] = UInt64(index + 1) * 10 }
      return totals != nil
    }
    var collectors = VitalsCollectors(
      groups: [.threads, .allocator.every(.seconds(1))], allocator: allocator)
    #expect(
      collectors.columns.map(\.name) == ["threads", "allocated", "freed", "allocations", "frees"])
    #expect(collectors.range(of: .allocator) == 1..<5)
    #expect(collectors.range(of: .pressure).isEmpty)
    #expect(collect(&collectors, at: 0)[1...] == [10, 20, 30, 40])
    collectors.adopt([15, 19, 30, 41], in: collectors.range(of: .allocator))
    #expect(collect(&collectors, at: 1)[1...] == [15, 20, 30, 41])
  }

  @Test func anAllocatorThatDoesNotCountHasNoColumns() {
    #expect(VitalsCollectors(groups: [.allocator, .process]).count == 0)
  }

  @Test func ofAGroupThatIsThereTwiceTheLastOneCounts() {
    let collectors = VitalsCollectors(groups: VitalsGroup.all + [.io.every(.zero)])
    let names = collectors.columns.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(names.last == "io_cancelled_writes")
    #expect(names.count == collectors.count)
  }

  @Test func everyGroupHasColumnsOfItsOwnThatFitASchema() {
    let collectors = VitalsCollectors(
      groups: VitalsGroup.all, allocator: AllocatorVitals { _ in false })
    let time = Column("time", unit: .seconds, kind: .time, meaning: .time)
    let schema = Schema(columns: [time] + ProcessVitals().columns + collectors.columns)
    #expect(schema.flaw == nil)
    let meanings = schema.columns.map(\.meaning)
    #expect(Set(meanings).count == meanings.count)
  }
}

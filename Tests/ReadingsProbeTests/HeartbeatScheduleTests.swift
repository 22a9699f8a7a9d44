import Testing

@testable import ReadingsProbe

@Suite struct HeartbeatScheduleTests {
  @Test func beatsAreWholeMultiplesAndMissedOnesAreSkipped() {
    let schedule = HeartbeatSchedule(start: 1_000, interval: 100)
    #expect(schedule.next(after: 0) == 1_000)
    #expect(schedule.next(after: 1_000) == 1_100)
    #expect(schedule.next(after: 1_099) == 1_100)
    #expect(schedule.next(after: 1_100) == 1_200)
    #expect(schedule.next(after: 987_654) == 987_700)
  }
}

import Testing

@testable import ReadingsProbe

/// Clocks that jump, made up: setting a real one would upset everything else on the machine.
@Suite struct ClockWatchTests {
  /// What a watch that started at `start` says of clocks that went on by these seconds.
  private func change(
    monotonic: Double = 1, wall: Double = 1, boot: Double = 1
  ) -> String? {
    var watch = ClockWatch(ClockWatch.Reading(monotonic: 5, wall: 1_700_000_000, boot: 9))
    return watch.change(
      ClockWatch.Reading(
        monotonic: 5 + Int64(monotonic * 1e9), wall: 1_700_000_000 + Int64(wall * 1e9),
        boot: 9 + Int64(boot * 1e9)))
  }

  @Test func clocksThatAgreeAreNoEvent() {
    #expect(change() == nil)
    #expect(change(wall: 1.09) == nil)
    #expect(change(wall: 0.91) == nil)
    #expect(change(boot: 1.09) == nil)
    #expect(change(monotonic: 3600, wall: 3600, boot: 3600) == nil)
  }

  @Test func aStepOfTheWallClockIsAnEvent() {
    #expect(change(wall: 3) == "wall clock set forward by 2.0 s")
    #expect(change(wall: -1) == "wall clock set back by 2.0 s")
    #expect(change(wall: 1.26) == "wall clock set forward by 0.3 s")
    #expect(change(wall: -86_399) == "wall clock set back by 86400.0 s")
  }

  @Test func aSuspensionIsAnEventAndNoStep() {
    #expect(change(wall: 61, boot: 61) == "resumed after 60.0 s of suspension")
  }

  @Test func aStepIsToldOnceAndLookedForOnceASecond() {
    let start = ClockWatch.Reading(monotonic: 0, wall: 0, boot: 0)
    var watch = ClockWatch(start)
    #expect(!watch.isDue(at: 999_999_999))
    #expect(watch.isDue(at: 1_000_000_000))
    let stepped = ClockWatch.Reading(
      monotonic: 1_000_000_000, wall: 6_000_000_000, boot: 1_000_000_000)
    #expect(watch.change(stepped) == "wall clock set forward by 5.0 s")
    #expect(!watch.isDue(at: 1_999_999_999))
    let after = ClockWatch.Reading(
      monotonic: 2_000_000_000, wall: 7_000_000_000, boot: 2_000_000_000)
    #expect(watch.change(after) == nil)
  }
}

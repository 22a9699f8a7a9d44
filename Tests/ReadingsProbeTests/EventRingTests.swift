import Testing

@testable import ReadingsProbe

@Suite struct EventRingTests {
  /// Publishes an event whose label and vitals tell its number.
  private func publish(_ number: UInt64, to ring: EventRing) -> Bool {
    let vitals = [UInt64](repeating: number, count: EventVitals.capacity)
    return Array("event \(number)".utf8).withUnsafeBytes { label in
      vitals.withUnsafeBufferPointer {
        ring.publish(time: Int64(number), vitals: $0, label: label)
      }
    }
  }

  /// Takes the oldest event and checks that its parts belong together.
  private func take(from ring: EventRing) -> UInt64? {
    var found: UInt64?
    let isTaken = ring.take { time, vitals, label in
      let number = vitals[EventVitals.capacity - 1]
      #expect(time == Int64(number))
      #expect(String(decoding: label, as: UTF8.self) == "event \(number)")
      found = number
      return true
    }
    #expect(isTaken == (found != nil))
    return found
  }

  @Test func eventsComeOutInOrderOverManyLaps() throws {
    let ring = try EventRing()
    #expect(take(from: ring) == nil)
    var next: UInt64 = 0
    var expected: UInt64 = 0
    for burst in 1...200 {
      for _ in 0..<(burst % 40 + 1) {
        #expect(publish(next, to: ring))
        next += 1
      }
      while let number = take(from: ring) {
        #expect(number == expected)
        expected += 1
      }
    }
    #expect(expected == next && next > UInt64(2 * EventRing.capacity))
  }

  @Test func aFullRingDropsAndCounts() throws {
    let ring = try EventRing()
    for number in 0..<UInt64(EventRing.capacity) { #expect(publish(number, to: ring)) }
    #expect(!publish(999, to: ring))
    #expect(!publish(999, to: ring))
    #expect(ring.dropped == 2)
    #expect(take(from: ring) == 0)
    #expect(publish(1000, to: ring))
    for number in 1..<UInt64(EventRing.capacity) { #expect(take(from: ring) == number) }
    #expect(take(from: ring) == 1000)
    #expect(take(from: ring) == nil)
  }
}

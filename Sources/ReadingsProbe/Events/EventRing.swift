import CReadingsSystem
import ReadingsFormat
import Synchronization

/// A bounded queue of events from any number of threads to the heartbeat thread.
///
/// Publishing takes no lock, allocates nothing and never waits: a full ring drops the event and
/// counts it. After D. Vyukov's bounded queue, with laps instead of positions, so that fresh zeroed
/// memory is an empty ring.
///
/// Invariants: slot *i* has turn 2·lap while it is free for that lap and 2·lap + 1 while it holds
/// its event; only the thread that took the slot's position writes it while it is free, and only
/// the heartbeat thread reads it while it is full.
final class EventRing: Sendable {
  /// The bytes that a label may have.
  static let maximumLabel = 256
  /// The slots, a power of two.
  static let capacity = 512

  private static let labelOffset = 24 + 8 * EventVitals.capacity
  private static let slotSize = (labelOffset + maximumLabel + 63) & ~63

  private struct Memory: @unchecked Sendable {
    let base: UnsafeMutableRawPointer
  }

  private let memory: Memory

  /// The counts have two cache lines each, before the slots: what the heartbeat stores at every event
  /// must not take the line from under those who publish.
  private static let countDistance = 128
  private static let slotsOffset = 3 * countDistance
  private static let size = slotsOffset + capacity * slotSize

  @inline(__always) private func count(_ index: Int) -> UnsafeMutablePointer<Atomic<UInt64>> {
    // The memory is zeroed, and Atomic<UInt64> has the layout of its value.
    (memory.base + index * Self.countDistance).assumingMemoryBound(to: Atomic<UInt64>.self)
  }

  /// How many events have been put in.
  private var tail: UnsafeMutablePointer<Atomic<UInt64>> { count(0) }
  /// How many events have been taken out. Stored by the heartbeat thread alone.
  private var head: UnsafeMutablePointer<Atomic<UInt64>> { count(1) }

  /// How many events found the ring full.
  var dropped: UInt64 { count(2).pointee.load(ordering: .relaxed) }

  private let isInert: Bool

  init() throws(Errno) {
    isInert = false
    memory = Memory(base: try SystemCall.mapAnonymous(count: Self.size))
  }

  /// A ring that has its counts and no slots: nothing may be published.
  init(inert: Void) {
    isInert = true
    memory = Memory(base: .allocate(byteCount: Self.slotsOffset, alignment: Self.countDistance))
    memory.base.initializeMemory(as: UInt8.self, repeating: 0, count: Self.slotsOffset)
  }

  deinit {
    if isInert { memory.base.deallocate() } else { SystemCall.unmap(memory.base, count: Self.size) }
  }

  @inline(__always) private func slot(_ position: UInt64) -> UnsafeMutableRawPointer {
    memory.base + Self.slotsOffset + Int(position & UInt64(Self.capacity - 1)) * Self.slotSize
  }

  @inline(__always) private func turn(
    _ slot: UnsafeMutableRawPointer
  ) -> UnsafeMutablePointer<Atomic<UInt64>> {
    slot.assumingMemoryBound(to: Atomic<UInt64>.self)
  }

  /// Puts an event in, with up to `EventVitals.capacity` words of vitals; false when the ring is full.
  func publish(
    time: Int64, vitals: UnsafeBufferPointer<UInt64>, label: UnsafeRawBufferPointer
  ) -> Bool {
    assert(!isInert)
    var position = tail.pointee.load(ordering: .relaxed)
    while true {
      let slot = slot(position)
      let free = position / UInt64(Self.capacity) * 2
      let turn = turn(slot).pointee.load(ordering: .acquiring)
      if turn == free {
        let (exchanged, current) = tail.pointee.compareExchange(
          expected: position, desired: position + 1, ordering: .relaxed)
        guard exchanged else {
          position = current
          continue
        }
        // The heartbeat's core had the slots last. In a burst the next ones arrive meanwhile.
        creadings_prefetch_for_write(self.slot(position + 4))
        write(time: time, vitals: vitals, label: label, into: slot)
        self.turn(slot).pointee.store(free + 1, ordering: .releasing)
        return true
      }
      if turn < free {
        count(2).pointee.add(1, ordering: .relaxed)
        return false
      }
      position = tail.pointee.load(ordering: .relaxed)
    }
  }

  private func write(
    time: Int64, vitals: UnsafeBufferPointer<UInt64>, label: UnsafeRawBufferPointer,
    into slot: UnsafeMutableRawPointer
  ) {
    let count = label.utf8Prefix(Self.maximumLabel).count
    slot.storeBytes(of: time, toByteOffset: 8, as: Int64.self)
    slot.storeBytes(of: count, toByteOffset: 16, as: Int.self)
    assert(vitals.count <= EventVitals.capacity)
    if let words = vitals.baseAddress {
      (slot + 24).copyMemory(from: words, byteCount: 8 * vitals.count)
    }
    if count > 0, let text = label.baseAddress {
      (slot + Self.labelOffset).copyMemory(from: text, byteCount: count)
    }
  }

  /// How many events have been put in, or are just being put in.
  var published: UInt64 { tail.pointee.load(ordering: .acquiring) }

  /// How many events have been taken out.
  var taken: UInt64 { head.pointee.load(ordering: .acquiring) }

  /// Whether there is an event to be taken. Heartbeat thread only.
  @inline(__always) var hasEvents: Bool {
    let position = head.pointee.load(ordering: .relaxed)
    return turn(slot(position)).pointee.load(ordering: .acquiring) == Self.full(position)
  }

  /// Shows the oldest event to `body`, and takes it out if that returns true; false if there is no
  /// event or it stays. Heartbeat thread only.
  @inline(__always) func take(
    _ body: (_ time: Int64, _ vitals: UnsafePointer<UInt64>, _ label: UnsafeRawBufferPointer) ->
      Bool
  ) -> Bool {
    let position = head.pointee.load(ordering: .relaxed)
    let slot = slot(position)
    let full = Self.full(position)
    guard turn(slot).pointee.load(ordering: .acquiring) == full else { return false }
    let isTaken = body(
      slot.load(fromByteOffset: 8, as: Int64.self),
      UnsafePointer((slot + 24).assumingMemoryBound(to: UInt64.self)),
      UnsafeRawBufferPointer(
        start: slot + Self.labelOffset, count: slot.load(fromByteOffset: 16, as: Int.self)))
    guard isTaken else { return false }
    turn(slot).pointee.store(full + 1, ordering: .releasing)
    head.pointee.store(position + 1, ordering: .releasing)
    return true
  }

  /// The turn of a slot that holds the event of a position.
  @inline(__always) private static func full(_ position: UInt64) -> UInt64 {
    position / UInt64(capacity) * 2 + 1
  }
}

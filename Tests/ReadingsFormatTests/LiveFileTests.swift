import Testing

@testable import ReadingsFormat

/// How often a file is looked at that somebody writes to.
@Suite struct LiveFileTests {
  /// Looks at a file that is sound from a look on, and has a writer up to one; `nil` is never.
  private static func look(
    soundFrom sound: Int?, liveUpTo end: Int?
  ) throws -> (found: Int?, looks: Int, isLive: Bool) {
    var looks = 0
    var isLive = end != 0
    let found = try LogReader.look(
      whileLive: &isLive, asking: { end.map { looks < $0 } ?? true }
    ) { () throws(ReadingsError) -> Int? in
      looks += 1
      return sound.map { looks > $0 } ?? false ? looks : nil
    }
    return (found, looks, isLive)
  }

  @Test func aLiveFileIsLookedAtUntilItIsSound() throws {
    #expect(try Self.look(soundFrom: 0, liveUpTo: nil) == (1, 1, true))
    #expect(try Self.look(soundFrom: 3, liveUpTo: nil) == (4, 4, true))
  }

  @Test func aFileThatNobodyWritesToIsLookedAtOnce() throws {
    #expect(try Self.look(soundFrom: 1, liveUpTo: 0) == (nil, 1, false))
  }

  /// The writer closed it after the look before, and it is sound then.
  @Test func aFileIsLookedAtOnceMoreAfterItsWriterHasGone() throws {
    #expect(try Self.look(soundFrom: 2, liveUpTo: 2) == (3, 3, false))
    #expect(try Self.look(soundFrom: 9, liveUpTo: 2) == (nil, 3, false))
  }

  @Test func aLiveFileThatStaysDamagedIsLeftToTheScan() throws {
    let looks = LogReader.liveAttempts + 1
    #expect(try Self.look(soundFrom: nil, liveUpTo: nil) == (nil, looks, true))
  }
}

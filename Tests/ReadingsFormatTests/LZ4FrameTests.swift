import SeededRandom
import Testing

@testable import ReadingsFormat

/// What a writer's LZ4 frames say of themselves. Spec/format.md, section 6.1.
@Suite struct LZ4FrameTests {
  /// BD, and the LZ4 block's size with its bit for a stored one, of the frame around a content.
  private func head(of content: [UInt8]) throws -> (descriptor: UInt8, size: Int, isStored: Bool) {
    var sink = ByteSink(capacity: LZ4Frame.bound(content.count))
    let state = OwnedBytes(count: LZ4Frame.stateSize)
    content.withUnsafeBytes { LZ4Frame.append($0, state: state.base, to: &sink) }
    var cursor = ByteCursor(sink.bytes)
    _ = try cursor.readBytes(5)
    let descriptor = try cursor.read(UInt8.self)
    _ = try cursor.read(UInt8.self)
    let word = try cursor.read(UInt32.self)
    return (descriptor, Int(word & 0x7FFF_FFFF), word >> 31 == 1)
  }

  /// The last size that each descriptor has room for, and the first that it has none for.
  @Test func theSmallestDescriptorThatHasRoomIsChosen() throws {
    for (descriptor, room): (UInt8, Int) in [(0x40, 1 << 16), (0x50, 1 << 18), (0x60, 1 << 20)] {
      let content = [UInt8](repeating: 7, count: room + 1)
      #expect(try head(of: Array(content.dropLast())).descriptor == descriptor)
      #expect(try head(of: content).descriptor == descriptor + 0x10)
    }
    #expect(try head(of: [UInt8](repeating: 7, count: 4 << 20)).descriptor == 0x70)
  }

  /// Noise with one short repetition in it: LZ4 makes it a byte longer, as long, or a byte shorter.
  @Test func whatDoesNotGetSmallerIsStored() throws {
    var generator = SeededGenerator(13)
    var savings: Set<Int> = []
    for _ in 0..<400 {
      let noise = (0..<Int.random(in: 20...60, using: &generator)).map { _ in
        UInt8.random(in: 0...255, using: &generator)
      }
      let tail = (0..<12).map { _ in UInt8.random(in: 0...255, using: &generator) }
      let content = noise + noise.prefix(Int.random(in: 4...12, using: &generator)) + tail
      let head = try head(of: content)
      if head.isStored {
        #expect(head.size == content.count)
      } else {
        #expect(head.size < content.count)
      }
      savings.insert(content.count - head.size)
    }
    // As near to nothing as there is: whoever takes “as long” for shorter is seen.
    #expect(savings.isSuperset(of: [0, 1, 2]))
  }
}

/// A list that grows without being copied: an array that doubles needs three times its size for a
/// moment, which a reader of a hostile file cannot afford.
struct ChunkedList<Element>: RandomAccessCollection {
  private var chunks: [[Element]] = []

  private static var chunkSize: Int { 4096 }

  var startIndex: Int { 0 }

  var endIndex: Int {
    guard let last = chunks.last else { return 0 }
    return (chunks.count - 1) * Self.chunkSize + last.count
  }

  subscript(index: Int) -> Element {
    chunks[index / Self.chunkSize][index % Self.chunkSize]
  }

  /// Adds an element at the end.
  mutating func append(_ element: Element) {
    if chunks.last.map({ $0.count == Self.chunkSize }) ?? true {
      var chunk: [Element] = []
      // The first one grows as it must: most files have few blocks.
      if !chunks.isEmpty { chunk.reserveCapacity(Self.chunkSize) }
      chunks.append(chunk)
    }
    chunks[chunks.count - 1].append(element)
  }
}

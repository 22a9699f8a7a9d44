/// A list that grows without being copied: an array that doubles needs three times its size for a
/// moment, which a reader of a hostile file cannot afford.
struct ChunkedList<Element> {
  private var chunks: [[Element]] = []

  private static var chunkSize: Int { 4096 }

  /// How many elements there are.
  var count: Int {
    guard let last = chunks.last else { return 0 }
    return (chunks.count - 1) * Self.chunkSize + last.count
  }

  /// The positions of all elements.
  var indices: Range<Int> { 0..<count }

  /// The last element; `nil` if there is none.
  var last: Element? { chunks.last?.last }

  subscript(index: Int) -> Element {
    get { chunks[index / Self.chunkSize][index % Self.chunkSize] }
    set { chunks[index / Self.chunkSize][index % Self.chunkSize] = newValue }
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

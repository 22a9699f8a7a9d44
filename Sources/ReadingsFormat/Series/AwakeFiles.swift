/// Keeps few of a recording's files open at a time: a process may have 1,024 descriptors, a recording
/// a million files.
struct AwakeFiles {
  /// The most files that are open.
  private let limit: Int
  /// The open ones, the one that was used last at the end.
  private var readers: [LogReader] = []

  /// Opens at most `limit` files at a time, one or more.
  init(limit: Int) { self.limit = max(1, limit) }

  /// Makes room for a file that is about to be read, or has been opened.
  mutating func use(_ reader: LogReader) {
    if readers.last === reader { return }
    readers.last?.relax()
    if let position = readers.firstIndex(where: { $0 === reader }) {
      readers.remove(at: position)
    } else if readers.count == limit {
      readers.removeFirst().rest()
    }
    readers.append(reader)
  }
}

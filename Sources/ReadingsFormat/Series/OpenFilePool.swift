/// Keeps few of a recording's files open at a time: a process may have 1,024 descriptors, a recording
/// a million files.
///
/// The files that are opened first stay open. They are the oldest, which a recorder removes next, and
/// no longer have a name to be opened by then.
struct OpenFilePool {
  /// How many more files may stay open.
  private var room: Int
  private var residents: Set<ObjectIdentifier> = []
  /// The one file that is open besides.
  private var guest: LogReader?
  /// The file that was read last.
  private var last: LogReader?

  /// Keeps at most `limit` files open, one or more.
  init(limit: Int) { room = limit - 1 }

  /// Makes room for a file that is about to be read, or has been opened.
  mutating func use(_ reader: LogReader) {
    if last === reader { return }
    last?.relax()
    last = reader
    if guest === reader || residents.contains(ObjectIdentifier(reader)) { return }
    if room > 0 {
      room -= 1
      residents.insert(ObjectIdentifier(reader))
    } else {
      // A live file may be renamed, and could not be found again.
      if guest?.ending != .live { guest?.rest() }
      guest = reader
    }
  }
}

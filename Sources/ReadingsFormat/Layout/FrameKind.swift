/// The frames that a file consists of, by their first four bytes. Spec/format.md, section "Frames".
///
/// All but the column data are skippable frames of LZ4, so that `lz4` takes the whole file.
enum FrameKind: UInt32 {
  /// Who recorded, where and when; the file's first frame.
  case header = 0x184D_2A50
  /// The columns of the blocks that name it.
  case schema = 0x184D_2A51
  /// A block's summary; the LZ4 frame with its columns follows.
  case block = 0x184D_2A52
  /// Rows not yet in a block: the last frame of a file that is not closed.
  case open = 0x184D_2A53
  /// The list of blocks at the end of a closed file.
  case index = 0x184D_2A54
  /// Space that holds nothing.
  case slack = 0x184D_2A55

  /// The skippable frames that LZ4 knows; a reader passes over those that it doesn't.
  static let skippable: ClosedRange<UInt32> = 0x184D_2A50...0x184D_2A5F
  /// The magic number and the payload's size.
  static let headSize = 8

  /// The first eight bytes of a frame as one little-endian word, for a single store.
  func head(payload: Int) -> UInt64 {
    assert(payload >= 0 && payload <= UInt32.max)
    return UInt64(rawValue) | UInt64(payload) << 32
  }
}

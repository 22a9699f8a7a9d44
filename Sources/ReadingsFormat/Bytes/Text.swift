/// Texts as the format holds them: without the byte that every magic number has, so that no text can
/// pass for a frame. Spec/format.md, section "Conventions".
enum Text {
  /// The byte that no text holds.
  static let magicByte: UInt8 = 0x18
  /// The byte in its place: the control character named substitute.
  static let substitute: UInt8 = 0x1A

  /// A text as it is stored.
  static func storable(_ text: String) -> String {
    String(decoding: text.utf8.map { $0 == magicByte ? substitute : $0 }, as: UTF8.self)
  }

  /// Makes stored bytes out of any.
  static func makeStorable(_ bytes: UnsafeMutableRawBufferPointer) {
    for index in bytes.indices where bytes[index] == magicByte { bytes[index] = substitute }
  }
}

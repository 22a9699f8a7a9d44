extension UnsafeRawBufferPointer {
  /// The longest prefix of at most `limit` bytes that does not cut a scalar of UTF-8 in two.
  package func utf8Prefix(_ limit: Int) -> UnsafeRawBufferPointer {
    guard count > limit else { return self }
    var end = limit
    while end > 0, self[end] & 0xC0 == 0x80 { end -= 1 }
    return UnsafeRawBufferPointer(rebasing: self[..<end])
  }
}

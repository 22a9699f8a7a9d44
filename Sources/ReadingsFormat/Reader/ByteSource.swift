/// Where a reader's bytes come from.
enum ByteSource {
  /// A file, which may grow, change and go away while it is read.
  case file(SourceFile)
  /// All the bytes of one, which stay as they are.
  case memory([UInt8], name: String)

  /// The file's path, or what stands for it in errors.
  var path: String {
    switch self {
    case .file(let file): file.path
    case .memory(_, let name): name
    }
  }

  /// How many bytes there are now; `nil` if there is no telling.
  var size: UInt64? {
    switch self {
    case .file(let file): file.size
    case .memory(let bytes, _): UInt64(bytes.count)
    }
  }

  /// The file, if it is one.
  var file: SourceFile? {
    if case .file(let file) = self { file } else { nil }
  }

  /// Reads bytes at `offset`; fewer than there is room for, maybe, and none at the end only.
  func read(
    into buffer: UnsafeMutableRawBufferPointer, at offset: UInt64
  ) throws(ReadingsError) -> Int {
    switch self {
    case .file(let file): return try file.read(into: buffer, at: offset)
    case .memory(let bytes, _):
      guard offset < UInt64(bytes.count) else { return 0 }
      let rest = bytes[Int(offset)...].prefix(buffer.count)
      rest.withUnsafeBytes { buffer.copyMemory(from: $0) }
      return rest.count
    }
  }
}

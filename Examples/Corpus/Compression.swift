import CLZ4

/// LZ4 at a level that takes some work.
enum Compression {
  static func compress(_ input: [UInt8]) -> [UInt8] {
    let bound = Int(LZ4_compressBound(Int32(input.count)))
    return [UInt8](unsafeUninitializedCapacity: bound) { output, count in
      input.withUnsafeBytes { source in
        count = Int(
          LZ4_compress_HC(
            source.bindMemory(to: CChar.self).baseAddress!,
            UnsafeMutableRawBufferPointer(output).bindMemory(to: CChar.self).baseAddress!,
            Int32(input.count), Int32(bound), 9))
      }
    }
  }

  static func expand(_ input: [UInt8], count: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { output, written in
      input.withUnsafeBytes { source in
        let size = LZ4_decompress_safe(
          source.bindMemory(to: CChar.self).baseAddress!,
          UnsafeMutableRawBufferPointer(output).bindMemory(to: CChar.self).baseAddress!,
          Int32(input.count), Int32(count))
        written = max(0, Int(size))
      }
    }
  }
}

import ReadingsFormat

extension LogWriter {
  /// Appends a row, an event if it has a label.
  mutating func append(_ values: [UInt64], label: [UInt8]?) throws(Errno) {
    try values.withUnsafeBufferPointer { values throws(Errno) in
      guard let label else { return try append(values) }
      // Of the two ways to an array's bytes, only this one knows typed throws.
      try label.withUnsafeBufferPointer { text throws(Errno) in
        try append(values, label: UnsafeRawBufferPointer(text))
      }
    }
  }
}

import ReadingsFormat

/// One group's source of values. Used by the heartbeat thread alone.
protocol VitalsCollector: AnyObject {
  /// The columns; they stay the same for the collector's life.
  var columns: [Column] { get }

  /// Writes one value a column, or leaves what is there (the last values) where the system doesn't
  /// tell now. Allocates nothing.
  func collect(into row: UnsafeMutablePointer<UInt64>)
}

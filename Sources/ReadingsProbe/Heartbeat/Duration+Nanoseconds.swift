extension Duration {
  /// The duration in whole nanoseconds; those that a heartbeat may have never overflow.
  var nanoseconds: Int64 {
    let (seconds, attoseconds) = components
    return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
  }
}

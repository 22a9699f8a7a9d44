extension RandomAccessCollection where Index == Int {
  /// How many elements come before the first one that fails a test, as all behind it do; by halving.
  func countBefore(_ isBefore: (Element) -> Bool) -> Int {
    var low = startIndex
    var high = endIndex
    while low < high {
      let middle = (low + high) / 2
      if isBefore(self[middle]) { low = middle + 1 } else { high = middle }
    }
    return low - startIndex
  }
}

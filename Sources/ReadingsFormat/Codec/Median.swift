/// The middle one of some numbers.
enum Median {
  /// Finds it by Hoare's selection, which moves the numbers; there is at least one, and none is NaN.
  static func select<Number: Comparable>(
    _ numbers: UnsafeMutablePointer<Number>, count: Int
  ) -> Number {
    let middle = count / 2
    var low = 0
    var high = count - 1
    while low < high {
      let pivot = numbers[(low + high) / 2]
      var left = low
      var right = high
      while left <= right {
        while numbers[left] < pivot { left += 1 }
        while pivot < numbers[right] { right -= 1 }
        if left <= right {
          (numbers[left], numbers[right]) = (numbers[right], numbers[left])
          left += 1
          right -= 1
        }
      }
      if middle <= right {
        high = right
      } else if middle >= left {
        low = left
      } else {
        break
      }
    }
    return numbers[middle]
  }
}

import CReadingsSystem

/// A program that is not linked with the allocator and looks for it, as a probe does. Prints `none`,
/// or the four totals.
@main
struct AllocatorView {
  static func main() {
    guard creadings_allocator_find() else { return print("none") }
    var totals = [UInt64](repeating: 0, count: 4)
    creadings_allocator_read(&totals)
    print(totals.map(String.init).joined(separator: " "))
  }
}

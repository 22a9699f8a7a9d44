import AllocatorScenarios
import CReadingsSystem
import Glibc
import ReadingsAllocator

/// A program with counted memory, for the tests of the counters: `allocator-exercise SCENARIO`.
///
/// Prints what the scenario finds, or `inactive` where nothing is counted.
@main
struct AllocatorExercise {
  static func main() {
    var totals = readings_allocator_totals()
    guard readings_allocator_read(&totals) else { return print("inactive") }
    let arguments = CommandLine.arguments
    switch arguments[1] {
    case "entry-points": run_entry_points()
    case "failures": run_failures()
    case "zeroed": run_zeroed_allocation()
    case "cross-thread": run_cross_thread_frees()
    case "come-and-go": run_threads_that_come_and_go()
    case "crowd": run_more_threads_than_slots()
    case "ending": run_ending_thread()
    case "fork": run_fork()
    case "reading": run_reading_meanwhile()
    case "library": run_loaded_library(arguments[2])
    case "array": growArray()
    case "accessors": compareAccessors()
    default: exit(64)
    }
  }

  /// Pushes 10 MB into an array, and drops it.
  private static func growArray() {
    let before = bytesInUse()
    var array: [UInt8] = []
    for index in 0..<10_000_000 { array.append(UInt8(truncatingIfNeeded: index)) }
    let grown = bytesInUse() - before
    let capacity = array.capacity
    array = []
    let left = bytesInUse() - before
    print("grown \(grown)\ncapacity \(capacity)\nleft \(left)")
  }

  /// What is allocated and not freed.
  private static func bytesInUse() -> Int {
    var totals = readings_allocator_totals()
    readings_allocator_read(&totals)
    return Int(totals.allocated_bytes - totals.freed_bytes)
  }

  /// Reads the totals as a probe does.
  private static func compareAccessors() {
    print("linked_before_search \(creadings_allocator_is_linked() ? 1 : 0) 0")
    print("found \(creadings_allocator_find() ? 1 : 0) 1")
    print("linked \(creadings_allocator_is_linked() ? 1 : 0) 1")
    var direct = readings_allocator_totals()
    var found: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    withUnsafeMutableBytes(of: &found) {
      let words = $0.bindMemory(to: UInt64.self)
      readings_allocator_read(&direct)
      creadings_allocator_read(words.baseAddress)
    }
    print(
      "totals", found.0, found.1, found.2, found.3,
      direct.allocated_bytes, direct.freed_bytes, direct.allocations, direct.frees)
  }
}

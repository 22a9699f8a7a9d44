import Foundation
import SeededRandom
import Synchronization
import Testing

@testable import ReadingsFormat

/// A file whose size is limited takes no more than that, and its index.
@Suite struct SizeLimitTests {
  private static let limit = 1 << 20

  @Test(arguments: [1, 20, 200, 4000], [LogWriter.Storage.mapped, .written])
  func aFullFileIsWithinItsLimitBeforeWhileAndAfterItIsClosed(
    columns: Int, storage: LogWriter.Storage
  ) throws {
    let path = Sample.path("limited")
    defer { try? FileManager.default.removeItem(atPath: path) }
    var options = LogWriter.Options()
    options.maximumSize = UInt64(Self.limit)
    options.storage = storage
    let schema = Schema(
      columns: [Sample.schema.columns[0]] + (0..<columns).map { Column("metric \($0)") })
    var writer = try LogWriter(
      path: path, header: Sample.header, schema: schema, options: options)
    let watch = SizeWatch(path)
    var generator = SeededGenerator(UInt64(columns))
    var values = [UInt64](repeating: 0, count: columns + 1)
    var count = 0
    while true {
      for column in values.indices { values[column] = generator.next() >> 1 }
      values[0] = UInt64(count)
      do throws(Errno) {
        try writer.append(Sample.Row(values: values, label: count % 5 == 0 ? "event" : nil))
      } catch {
        #expect(error == .fileTooLarge)
        break
      }
      count += 1
    }
    #expect(writer.rowCount == UInt64(count))
    #expect(try SystemCall.status(path: path).size <= Self.limit)
    try writer.close()
    let largest = watch.stop()

    let reader = try LogReader(path: path)
    #expect(reader.ending == .closed)
    #expect(reader.damage == [])
    #expect(reader.blocks.reduce(0) { $0 + $1.rowCount } == count)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    let index = bytes.suffix(8).withUnsafeBytes { Int($0.loadUnaligned(as: UInt32.self)) }
    #expect(bytes.count - index <= Self.limit)
    #expect(largest <= Self.limit + index)
    // What was recorded takes most of the room.
    #expect(bytes.count > Self.limit / 3)
  }

  @Test(arguments: [LogWriter.Storage.mapped, .written])
  func closingTakesHardlyMoreEvenWhereTheIndexFindsNoRoom(storage: LogWriter.Storage) throws {
    let path = Sample.path("limited")
    defer { try? FileManager.default.removeItem(atPath: path) }
    var options = LogWriter.Options()
    options.maximumSize = 256 << 10
    options.storage = storage
    // Very many blocks, none of which leaves room in its reserve.
    options.rowsPerBlock = 4
    options.labelCapacity = 64
    var writer = try LogWriter(
      path: path, header: Sample.header, schema: Sample.schema, options: options)
    let watch = SizeWatch(path)
    var generator = SeededGenerator(5)
    var count = 0
    while true {
      let noise = (0..<3).map { _ in generator.next() }
      do throws(Errno) {
        try writer.append(Sample.Row(values: [UInt64(count)] + noise, label: nil))
      } catch {
        #expect(error == .fileTooLarge)
        break
      }
      count += 1
    }
    try writer.close()
    let largest = watch.stop()
    let reader = try LogReader(path: path)
    #expect(reader.blocks.reduce(0) { $0 + $1.rowCount } == count)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    let index = bytes.suffix(8).withUnsafeBytes { Int($0.loadUnaligned(as: UInt32.self)) }
    #expect(index > 4096)
    #expect(bytes.count - index <= 256 << 10)
    // Pages, and room for one more open frame, until the file is cut off.
    #expect(largest <= (256 << 10) + index + 4 * SystemCall.pageSize)
  }
}

/// Looks at the size of a file all the time.
private final class SizeWatch: Sendable {
  private let largest = Atomic(0)
  private let mustStop = Atomic(false)
  private let hasStopped = DispatchSemaphore(value: 0)

  init(_ path: String) {
    Thread.detachNewThread { [self] in
      repeat {
        let size = (try? SystemCall.status(path: path).size).map(Int.init) ?? 0
        largest.store(max(size, largest.load(ordering: .relaxed)), ordering: .relaxed)
      } while !mustStop.load(ordering: .relaxed)
      hasStopped.signal()
    }
  }

  /// Ends, and returns the largest size that was seen.
  func stop() -> Int {
    mustStop.store(true, ordering: .relaxed)
    hasStopped.wait()
    return largest.load(ordering: .relaxed)
  }
}

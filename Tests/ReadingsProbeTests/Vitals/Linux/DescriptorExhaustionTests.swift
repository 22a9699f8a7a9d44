#if os(Linux)

  import Foundation
  import ReadingsFormat
  import Testing

  @testable import ReadingsProbe

  /// What happens when a process has no descriptor left as the recording starts.
  @Suite struct DescriptorExhaustionTests {
    @Test func theColumnsAreThereAndTheValuesComeLater() async {
      await #expect(processExitsWith: .success) {
        var limit = rlimit()
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        getrlimit(resource, &limit)
        var none = limit
        none.rlim_cur = 0
        let expected = VitalsCollectors(groups: VitalsGroup.all).columns

        setrlimit(resource, &none)
        var collectors = VitalsCollectors(groups: VitalsGroup.all.map { $0.every(.zero) })
        let columns = collectors.columns
        var row = [UInt64](repeating: .max, count: collectors.count)
        row.withUnsafeMutableBufferPointer { collectors.collect(into: $0.baseAddress!, at: 0) }
        setrlimit(resource, &limit)

        for column in expected { #expect(columns.contains(column)) }
        #expect(row.allSatisfy { $0 == 0 })
        row.withUnsafeMutableBufferPointer { collectors.collect(into: $0.baseAddress!, at: 1) }
        let values = Dictionary(uniqueKeysWithValues: zip(columns.map(\.name), row))
        for name in ["io_read_chars", "threads", "descriptors"] {
          let value = try #require(values[name])
          #expect(value > 0)
        }
        var later = VitalsCollectors(groups: [.cgroup])
        var cgroup = [UInt64](repeating: 0, count: later.count)
        cgroup.withUnsafeMutableBufferPointer {
          if let base = $0.baseAddress { later.collect(into: base, at: 0) }
        }
        for (column, value) in zip(later.columns, cgroup) {
          let retried = try #require(values[column.name])
          #expect((retried > 0) == (value > 0), "\(column.name)")
        }
      }
    }
  }

#endif

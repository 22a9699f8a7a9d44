#if os(Linux)

  import Foundation
  import ReadingsFormat
  import Testing

  @testable import ReadingsProbe

  /// What this process's own files tell. What other tests would disturb has a process of its own.
  @Suite struct LiveVitalsTests {
    @Test func writingRaisesTheTotals() throws {
      let path = temporaryPath("io")
      defer { try? FileManager.default.removeItem(atPath: path) }
      let io = try #require(IOVitals())
      let before = io.named()
      try Data(count: 1 << 20).write(to: URL(fileURLWithPath: path))
      _ = try Data(contentsOf: URL(fileURLWithPath: path))
      let after = io.named()
      #expect(after["io_written_chars"]! >= before["io_written_chars"]! + 1 << 20)
      #expect(after["io_read_chars"]! >= before["io_read_chars"]! + 1 << 20)
      #expect(after["io_write_calls"]! > before["io_write_calls"]!)
      #expect(after["io_read_calls"]! > before["io_read_calls"]!)
    }

    @Test func threadsAreCounted() async {
      await #expect(processExitsWith: .success) {
        let threads = try #require(ThreadVitals())
        #expect((1..<64).contains(threads.values()[0]))
        for _ in 0..<64 {
          var thread = pthread_t()
          pthread_create(
            &thread, nil,
            { _ in
              while true { pause() }
            }, nil)
        }
        #expect((65..<128).contains(threads.values()[0]))
      }
    }

    // The test's own machinery opens and closes a few descriptors all the time.

    @Test func descriptorsAreCounted() async {
      await #expect(processExitsWith: .success) {
        let descriptors = try #require(DescriptorVitals())
        let before = descriptors.named()
        for _ in 0..<700 { #expect(dup(2) >= 0) }
        let after = descriptors.named()
        #expect((690...710).contains(after["descriptors"]! - before["descriptors"]!))
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        #expect(after["descriptors_limit"] == UInt64(limit.rlim_cur))
      }
    }

    /// Kernels before 6.2 don't give the number as the size.
    @Test func descriptorsAreCountedByListingToo() async {
      await #expect(processExitsWith: .success) {
        let folder = try #require(KernelFile("/proc/self/fd"))
        let descriptor = try #require(folder.openDescriptor())
        let listing = FolderListing()
        let before = try #require(DescriptorVitals.count(descriptor, listing))
        for _ in 0..<700 { #expect(dup(2) >= 0) }
        let after = try #require(DescriptorVitals.count(descriptor, listing))
        #expect((690...710).contains(after - before))
        let names = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
        #expect(abs(names.count - Int(after)) <= 10)
      }
    }

    @Test(arguments: PressureVitals.Resource.allCases)
    func pressureIsWhatTheKernelSays(_ resource: PressureVitals.Resource) throws {
      let path = "/proc/pressure/\(resource.rawValue)"
      guard let before = try? total(path) else {
        #expect(PressureVitals(of: resource) == nil)
        return
      }
      let pressure = try #require(PressureVitals(of: resource))
      let some = pressure.values()[0]
      #expect((before...(try total(path))).contains(some))
    }

    /// The first number behind "total=".
    private func total(_ path: String) throws -> UInt64 {
      let text = try String(contentsOfFile: path, encoding: .utf8)
      let match = try #require(text.firstMatch(of: #/total=([0-9]+)/#))
      return try #require(UInt64(match.1))
    }

    @Test func everyGroupTellsSomethingOfThisProcess() throws {
      var collectors = VitalsCollectors(groups: [.io, .threads, .descriptors])
      var row = [UInt64](repeating: 0, count: collectors.count)
      row.withUnsafeMutableBufferPointer { collectors.collect(into: $0.baseAddress!, at: 0) }
      let values = Dictionary(uniqueKeysWithValues: zip(collectors.columns.map(\.name), row))
      for name in ["io_read_chars", "threads", "descriptors", "descriptors_limit"] {
        #expect(try #require(values[name]) > 0)
      }
    }
  }

#endif

#if os(Linux)

  import Foundation
  import SeededRandom
  import Testing

  @testable import ReadingsProbe

  /// Files that don't hold what they should.
  @Suite struct HostileKernelTests {
    @Test func valuesStayWhereAFileTellsNothing() throws {
      let tree = try CgroupTree(CgroupTree.container)
      let memory = try #require(CgroupMemoryVitals(root: tree.root))
      let before = memory.values()
      for text in ["", "\n", "garbage\n", "12", "-5\n"] {
        try overwrite(tree.root + "/sys/fs/cgroup/memory/memory.usage_in_bytes", text)
        #expect(memory.values(before) == before)
      }
      try overwrite(tree.root + "/sys/fs/cgroup/memory/memory.usage_in_bytes", "99\n")
      #expect(memory.values(before) == [99] + before.dropFirst())
      try tree.remove("/sys/fs/cgroup")
      #expect(memory.values(before) == [99] + before.dropFirst())
    }

    @Test func garbageInControlGroupsNeverTraps() throws {
      var random = SeededGenerator(23)
      for scenario in [CgroupTree.unified, CgroupTree.container, CgroupTree.hybrid] {
        for _ in 0..<40 {
          let tree = try CgroupTree(scenario)
          for path in scenario.keys.sorted() where Int.random(in: 0..<3, using: &random) == 0 {
            try tree.write(path, Garbage.bytes(using: &random))
          }
          let rows = [
            CgroupMemoryVitals(root: tree.root)?.values(),
            CgroupCPUVitals(root: tree.root)?.values(),
          ]
          #expect(rows.allSatisfy { $0?.allSatisfy { $0 <= UInt64(Int64.max) } ?? true })
        }
      }
    }

    @Test func garbageInProcNeverTraps() throws {
      var random = SeededGenerator(29)
      let tree = try CgroupTree([
        "/io": "rchar: 1", "/cpu": "some total=1", "/memory": "some total=1",
      ])
      let io = try #require(IOVitals(path: tree.root + "/io"))
      let memory = try #require(PressureVitals(of: .memory, folder: tree.root))
      #expect(io.values() == [1, 0, 0, 0, 0, 0, 0])
      #expect(memory.values() == [1, 0])
      for _ in 0..<300 {
        for name in ["io", "memory"] {
          try overwrite(tree.root + "/" + name, Garbage.bytes(using: &random))
        }
        #expect((io.values() + memory.values()).allSatisfy { $0 <= UInt64(Int64.max) })
      }
    }

    @Test func whereThereIsNothingToReadThereIsNoCollector() throws {
      let tree = try CgroupTree(["/io": "", "/cpu": "avg10=0", "/memory": ""])
      #expect(IOVitals(path: tree.root + "/io") == nil)
      #expect(IOVitals(path: tree.root + "/none") == nil)
      #expect(ThreadVitals(path: tree.root + "/none") == nil)
      #expect(DescriptorVitals(path: tree.root + "/none") == nil)
      for resource in PressureVitals.Resource.allCases {
        #expect(PressureVitals(of: resource, folder: tree.root) == nil)
      }
    }

    @Test func aFileIsClosedOnExecAndWithItsOwner() throws {
      let tree = try CgroupTree(["/file": "1"])
      var file = KernelFile(tree.root + "/file")
      let descriptor = try #require(file?.openDescriptor())
      #expect(fcntl(descriptor, F_GETFD) & FD_CLOEXEC != 0)
      let link = "/proc/self/fd/\(descriptor)"
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link).hasSuffix("/file"))
      file = nil
      let target = try? FileManager.default.destinationOfSymbolicLink(atPath: link)
      #expect(target?.hasPrefix(tree.root) != true)
    }

    /// Overwrites a file where it is: who has it open sees the new content.
    private func overwrite(_ path: String, _ text: String) throws {
      try overwrite(path, Array(text.utf8))
    }

    private func overwrite(_ path: String, _ bytes: [UInt8]) throws {
      let file = try #require(FileHandle(forWritingAtPath: path))
      try file.truncate(atOffset: 0)
      try file.write(contentsOf: bytes)
      try file.close()
    }
  }

#endif

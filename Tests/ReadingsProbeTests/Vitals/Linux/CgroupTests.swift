#if os(Linux)

  import SeededRandom
  import Testing

  @testable import ReadingsProbe

  @Suite struct CgroupTests {
    private func memory(_ tree: borrowing CgroupTree) -> [UInt64]? {
      CgroupMemoryVitals(root: tree.root)?.values()
    }

    private func cpu(_ tree: borrowing CgroupTree) -> [UInt64]? {
      CgroupCPUVitals(root: tree.root)?.values()
    }

    @Test func theLowestLimitOnTheWayUpCounts() throws {
      let tree = try CgroupTree(CgroupTree.unified)
      #expect(memory(tree) == [5_000_000, 6_000_000, 2])
      #expect(cpu(tree) == [2000, 777, 4, 0.5.bitPattern])
    }

    @Test func ofEqualLimitsTheNearestCounts() throws {
      let tree = try CgroupTree(CgroupTree.unified)
      try tree.write("/sys/fs/cgroup/app.slice/web.service/memory.max", "6000000")
      try tree.write("/sys/fs/cgroup/app.slice/web.service/cpu.max", "100000 200000")
      #expect(memory(tree) == [4_000_000, 6_000_000, 2])
      #expect(cpu(tree) == [1000, 0, 1, 0.5.bitPattern])
    }

    @Test func withoutLimitsTheOwnControlGroupCounts() throws {
      let tree = try CgroupTree(CgroupTree.unified)
      try tree.write("/sys/fs/cgroup/app.slice/memory.max", "max")
      try tree.write("/sys/fs/cgroup/app.slice/cpu.max", "max 100000")
      #expect(memory(tree) == [4_000_000, 0, 2])
      #expect(cpu(tree) == [1000, 0, 1, 0])
    }

    @Test func whereTheControllerIsOffTheNextOneUpCounts() throws {
      let tree = try CgroupTree(CgroupTree.unified)
      for file in ["memory.current", "memory.max", "memory.events", "cpu.max"] {
        try tree.remove("/sys/fs/cgroup/app.slice/web.service/\(file)")
      }
      #expect(memory(tree) == [5_000_000, 6_000_000, 9])
      #expect(cpu(tree) == [2000, 777, 4, 0.5.bitPattern])
    }

    @Test func theRootOfVersionTwoHasNoMemory() throws {
      let tree = try CgroupTree(CgroupTree.unified)
      try tree.write("/proc/self/cgroup", "0::/")
      #expect(memory(tree) == nil)
      #expect(cpu(tree) == [900_000_000, 0, 0, 0])
    }

    @Test func aContainerSeesItsOwnControlGroupAtTheMountPoint() throws {
      let tree = try CgroupTree(CgroupTree.container)
      #expect(memory(tree) == [123_456, 536_870_912, 3])
      #expect(cpu(tree) == [123_456, 5000, 6, 2.5.bitPattern])
    }

    @Test func versionsMayBeMixed() throws {
      let tree = try CgroupTree(CgroupTree.hybrid)
      #expect(memory(tree) == [4096, 0, 0])
      #expect(cpu(tree) == [42, 0, 0, 0])
    }

    /// In a namespace of its own the process is in "/", and what is mounted may begin elsewhere.
    @Test(arguments: [
      ("/", "/", [""]), ("/a/b", "/a", ["/b", ""]), ("/../a", "/..", ["/a", ""]),
      ("/../a", "/../a", [""]), ("/../a", "/", nil), ("/", "/..", nil), ("/ab", "/a", nil),
      ("/a", "/a/b", nil),
    ])
    func theFoldersAreThoseThatTheNamespaceShows(
      _ path: String, _ mounted: String, _ expected: [String]?
    ) throws {
      let tree = try CgroupTree([
        "/proc/self/cgroup": "0::\(path)",
        "/proc/self/mountinfo": "30 23 0:26 \(mounted) /cg rw - cgroup2 cgroup2 rw",
      ])
      let folders = try CgroupFolders.find("memory", root: tree.root)
      #expect(folders?.paths == expected?.map { tree.root + "/cg" + $0 })
    }

    @Test func aMountPointMayHaveABlankInIt() throws {
      let tree = try CgroupTree([
        "/proc/self/cgroup": "0::/a:b",
        "/proc/self/mountinfo":
          #"30 23 0:26 / /con\040trol\134 rw shared:4 master:1 - cgroup2 none rw"#,
        #"/con trol\/a:b/memory.current"#: "17",
      ])
      #expect(memory(tree) == [17, 0, 0])
    }

    @Test func theMountThatShowsMostOfTheWayUpCounts() throws {
      let tree = try CgroupTree([
        "/proc/self/cgroup": "0::/a/b",
        "/proc/self/mountinfo": """
        30 23 0:26 /a /part rw - cgroup2 none rw
        31 23 0:26 / /all rw - cgroup2 none rw
        """,
        "/all/a/b/memory.current": "17",
        "/part/b/memory.current": "18",
      ])
      #expect(memory(tree) == [17, 0, 0])
    }

    @Test func withoutControlGroupsThereAreNoColumns() throws {
      for missing in ["/proc/self/cgroup", "/proc/self/mountinfo"] {
        let tree = try CgroupTree(CgroupTree.unified)
        try tree.remove(missing)
        #expect(memory(tree) == nil)
        #expect(cpu(tree) == nil)
      }
      let tree = try CgroupTree(["/proc/self/cgroup": "", "/proc/self/mountinfo": ""])
      #expect(memory(tree) == nil)
      #expect(cpu(tree) == nil)
    }
  }

#endif

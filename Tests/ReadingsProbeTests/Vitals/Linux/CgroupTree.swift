#if os(Linux)

  import Foundation

  /// A made-up root folder with files of /proc and of control groups in it.
  struct CgroupTree: ~Copyable {
    let root: String

    /// Makes the files, given by their paths.
    init(_ files: [String: String]) throws {
      root = temporaryPath("cgroup")
      try FileManager.default.createDirectory(
        atPath: root, withIntermediateDirectories: true)
      for (path, text) in files { try write(path, text) }
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    /// Writes a file, with a line feed behind its text, and the folders on the way to it.
    func write(_ path: String, _ text: String) throws {
      try write(path, Array((text + "\n").utf8))
    }

    /// Writes a file of these bytes, in place: who has it open sees them.
    func write(_ path: String, _ bytes: [UInt8]) throws {
      let url = URL(fileURLWithPath: root + path)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: url)
    }

    /// Removes a file.
    func remove(_ path: String) throws {
      try FileManager.default.removeItem(atPath: root + path)
    }
  }

  extension CgroupTree {
    /// A process in /app.slice/web.service, everything in version 2, the limits above it.
    static let unified = [
      "/proc/self/cgroup": "0::/app.slice/web.service",
      "/proc/self/mountinfo": """
      22 1 0:21 / /proc rw,relatime - proc proc rw
      30 23 0:26 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate
      """,
      "/sys/fs/cgroup/cpu.stat": "usage_usec 900000000\nnr_throttled 0\nthrottled_usec 0",
      "/sys/fs/cgroup/app.slice/memory.current": "5000000",
      "/sys/fs/cgroup/app.slice/memory.max": "6000000",
      "/sys/fs/cgroup/app.slice/memory.events": "low 0\nhigh 0\nmax 9\noom 9\noom_kill 9",
      "/sys/fs/cgroup/app.slice/cpu.max": "50000 100000",
      "/sys/fs/cgroup/app.slice/cpu.stat":
        "usage_usec 2000\nuser_usec 1500\nsystem_usec 500\nnr_periods 40\nnr_throttled 4\n"
        + "throttled_usec 777",
      "/sys/fs/cgroup/app.slice/web.service/memory.current": "4000000",
      "/sys/fs/cgroup/app.slice/web.service/memory.max": "max",
      "/sys/fs/cgroup/app.slice/web.service/memory.events": "oom 2\noom_kill 2\noom_group_kill 1",
      "/sys/fs/cgroup/app.slice/web.service/cpu.max": "max 100000",
      "/sys/fs/cgroup/app.slice/web.service/cpu.stat": "usage_usec 1000\nnr_throttled 1",
    ]

    /// A process in a container of version 1, whose own control group is all that is mounted.
    static let container = [
      "/proc/self/cgroup": """
      5:memory:/docker/abc
      3:cpu,cpuacct:/docker/abc
      1:name=systemd:/docker/abc
      """,
      "/proc/self/mountinfo": """
      40 39 0:30 /docker/abc /sys/fs/cgroup/cpu,cpuacct ro master:11 - cgroup cgroup rw,cpu,cpuacct
      41 39 0:31 /docker/abc /sys/fs/cgroup/memory ro master:12 - cgroup cgroup rw,memory
      """,
      "/sys/fs/cgroup/memory/memory.usage_in_bytes": "123456",
      "/sys/fs/cgroup/memory/memory.limit_in_bytes": "536870912",
      "/sys/fs/cgroup/memory/memory.oom_control": "oom_kill_disable 0\nunder_oom 0\noom_kill 3",
      "/sys/fs/cgroup/cpu,cpuacct/cpuacct.usage": "123456789",
      "/sys/fs/cgroup/cpu,cpuacct/cpu.stat":
        "nr_periods 10\nnr_throttled 6\nthrottled_time 5000000",
      "/sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us": "250000",
      "/sys/fs/cgroup/cpu,cpuacct/cpu.cfs_period_us": "100000",
    ]

    /// A process whose memory is in version 1, without a limit, and whose CPU time is in version 2.
    static let hybrid = [
      "/proc/self/cgroup": "4:memory:/job\n1:name=systemd:/\n0::/job",
      "/proc/self/mountinfo": """
      35 31 0:32 / /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory
      40 31 0:37 / /sys/fs/cgroup/systemd rw,relatime - cgroup cgroup rw,name=systemd
      41 31 0:38 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw
      """,
      "/sys/fs/cgroup/memory/memory.usage_in_bytes": "999999",
      "/sys/fs/cgroup/memory/memory.limit_in_bytes": "9223372036854771712",
      "/sys/fs/cgroup/memory/job/memory.usage_in_bytes": "4096",
      "/sys/fs/cgroup/memory/job/memory.limit_in_bytes": "9223372036854771712",
      "/sys/fs/cgroup/unified/job/cpu.stat": "usage_usec 42\nuser_usec 40\nsystem_usec 2",
    ]
  }

#endif

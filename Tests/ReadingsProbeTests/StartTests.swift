#if os(Linux)

  import Foundation
  import ReadingsFormat
  import ReadingsProbe
  import Testing

  /// Starts that fail or come at a bad time, each in a process of its own.
  @Suite struct StartTests {
    @Test func aStartWithoutThreadsLeavesNothingBehindAndCanBeRepeated() async {
      await #expect(processExitsWith: .success) {
        let path = "/tmp/readings-threads-\(getpid()).rdg"
        // No limit on threads holds for root.
        if getuid() == 0 { #expect(setuid(65_534) == 0) }
        var options = Probe.Options()
        // Others may not be read any more by who has given up privileges, which would be said.
        options.vitals = [.process, .allocator, .threads.every(.zero)]
        let probe = try Probe(recordingTo: path, options: options)
        probe.event("early")
        var limit = rlimit()
        let resource = __rlimit_resource_t(__RLIMIT_NPROC.rawValue)
        getrlimit(resource, &limit)
        var none = limit
        none.rlim_cur = 0
        setrlimit(resource, &none)
        let code = #expect(throws: ReadingsError.self) { try probe.start(every: .milliseconds(1)) }
        #expect(code?.code == .cannotStart)
        #expect(!FileManager.default.fileExists(atPath: path))
        setrlimit(resource, &limit)

        try probe.start(every: .milliseconds(1))
        #expect(probe.stop())
        let run = try RecordedRun(path)
        #expect(run.labels == ["early", "heartbeat started", "heartbeat stopped"])
        #expect(run.rows.allSatisfy { $0.values["threads"]! > 0 })
        unlink(path)
      }
    }

    @Test func aFileStaysWhereItIsWhenTheProgramGoesElsewhere() async {
      await #expect(processExitsWith: .success) {
        let folder = "/tmp/readings-folder-\(getpid())"
        try FileManager.default.createDirectory(
          atPath: folder + "/elsewhere", withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        #expect(chdir(folder) == 0)
        var options = Probe.Options()
        options.rotation = Rotation(maximumAge: .seconds(1), keptFiles: 3)
        let probe = try Probe(recordingTo: "run.rdg", options: options)
        try probe.start(every: .milliseconds(1))
        #expect(chdir("elsewhere") == 0)
        while !FileManager.default.fileExists(atPath: folder + "/run.000001.rdg"),
          !FileManager.default.fileExists(atPath: "run.rdg")
        { usleep(1_000) }
        #expect(probe.stop())
        #expect(try FileManager.default.contentsOfDirectory(atPath: ".") == [])
        #expect(try LogReader(path: folder + "/run.rdg").header.fileNumber == 2)
      }
    }

    @Test func thereIsOneSwitch() async {
      await #expect(processExitsWith: .success) {
        try Probe.switchable(by: SIGUSR1, recordingTo: "/tmp/readings-switch-{PID}.rdg")
        for signal in [SIGUSR1, SIGUSR2] {
          let error = #expect(throws: ReadingsError.self) {
            try Probe.switchable(by: signal, recordingTo: "/tmp/readings-switch-{PID}.rdg")
          }
          #expect(error?.code == .invalidState)
        }
      }
    }
  }

#endif

import Foundation
import ReadingsFormat
import Testing

extension FaultTests {
  /// Recordings that the environment asks for, of a program without a line of code for them.
  @Suite struct Activation {
    private func host(_ environment: [String: String]) throws -> Program {
      let host = try Program("dormant-host", [], environment: environment)
      #expect(try host.answer() == "running")
      return host
    }

    /// Ends the host, which must have the exit status that it has without a probe.
    private func leave(_ host: Program) throws {
      host.closeInput()
      #expect(try host.ending() == .status(7))
    }

    @Test func theEnvironmentIsEnough() throws {
      let scratch = try Scratch()
      let host = try host([
        "READINGS": scratch.file("{NAME}-{PID}-{N}.rdg"), "READINGS_HEARTBEAT": "250us",
        "READINGS_VITALS": "process,threads", "READINGS_ROTATION": "2M,3",
      ])
      usleep(50_000)
      try leave(host)
      #expect(host.errors == [])
      let run = try Recorded(scratch.file("dormant-host-\(host.identifier)-1.rdg"))
      #expect(run.reader.ending == .closed)
      #expect(run.reader.header.heartbeatNanoseconds == 250_000)
      #expect(run.reader.header.processName == "dormant-host")
      #expect(try #require(run.last["threads"]) >= 2)
      #expect(run.last["resident"] != nil && run.last["io_read_calls"] == nil)
      #expect(run.labels == ["heartbeat started", "heartbeat stopped"])
    }

    /// The environment moves the file and the heartbeat of a program's own probe.
    @Test func aProgramsOwnProbeIsTheEnvironments() throws {
      let scratch = try Scratch()
      let program = try Program(
        "fault-subject", [scratch.file("own.rdg"), "heartbeat=50000"],
        environment: ["READINGS": scratch.file("moved.rdg"), "READINGS_HEARTBEAT": "2ms"])
      #expect(try program.answer() == "recording")
      #expect(try program.ask("work 10") == "10")
      #expect(try program.ask("event of the program") == "done")
      // A second one is the program's alone.
      #expect(try program.ask("second-probe \(scratch.file("second.rdg"))") == "true")
      #expect(try program.ask("stop 30000") == "true")
      usleep(20_000)
      try program.tell("exit 0")
      #expect(try program.ending() == .status(0))
      #expect(Set(scratch.names) == ["moved.rdg", "second.rdg"])
      let run = try Recorded(scratch.file("moved.rdg"))
      #expect(run.reader.header.heartbeatNanoseconds == 2_000_000)
      #expect(run.last["turns"] == 10)
      let labels = ["of the program", "of the first probe"]
      #expect(run.labels == ["heartbeat started"] + labels + ["heartbeat stopped"])
      #expect(try Recorded(scratch.file("second.rdg")).last["other"] == 5)
    }

    @Test func withoutItThereIsNothing() throws {
      let scratch = try Scratch()
      let host = try host(["READINGS": "", "READINGS_SIGNAL": "USR2"])
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: "/proc/\(host.identifier)/task").count
          == 1)
      try leave(host)
      #expect(host.errors == [])
      #expect(scratch.names == [])
    }

    @Test func aSignalStartsAndStopsRecordings() throws {
      let scratch = try Scratch()
      let host = try host([
        "READINGS": scratch.file("run-{N}.rdg"), "READINGS_SIGNAL": "USR2",
      ])
      usleep(20_000)
      #expect(scratch.names == [])
      for number in 1...2 {
        let path = scratch.file("run-\(number).rdg")
        host.signal(SIGUSR2)
        try wait(for: path) { (try? LogReader(path: path).blocks.isEmpty) == false }
        host.signal(SIGUSR2)
        try wait(for: "its end") { try LogReader(path: path).ending == .closed }
      }
      try leave(host)
      #expect(scratch.names == ["run-1.rdg", "run-2.rdg"])
      for name in scratch.names {
        #expect(
          try Recorded(scratch.file(name)).labels == ["heartbeat started", "heartbeat stopped"])
      }
      #expect(host.errors == [])
    }

    @Test(arguments: [
      ("READINGS_HEARTBEAT", "1"), ("READINGS_HEARTBEAT", "10us"), ("READINGS_HEARTBEAT", "-1ms"),
      ("READINGS_VITALS", "process,nonsense"), ("READINGS_ROTATION", "1"),
      ("READINGS_ROTATION", "64M,7,1"), ("READINGS_SIGNAL", "SEGV"),
    ])
    func whatIsNotUnderstoodIsOneLine(name: String, value: String) throws {
      let scratch = try Scratch()
      let path = scratch.file()
      let host = try host(["READINGS": path, name: value])
      try leave(host)
      #expect(
        host.errors == [
          "readings: \(path): \(name)=\(value) is not understood; the default is taken"
        ])
      #expect(try Recorded(path).reader.header.heartbeatNanoseconds == 1_000_000)
    }

    @Test func aPathThatCannotBeWrittenIsOneLine() throws {
      let host = try host(["READINGS": "/no/such/folder/run.rdg"])
      try leave(host)
      #expect(host.errors.count == 1)
      #expect(
        host.errors[0].hasPrefix("readings: /no/such/folder/run.rdg: the recording cannot be"))
    }
  }
}

import Foundation
import ReadingsFormat
import Testing

@testable import ReadingsProbe

/// What the environment says, and what is made of it.
@Suite struct EnvironmentSettingsTests {
  private func settings(_ variables: [String: String]) -> EnvironmentSettings? {
    EnvironmentSettings { variables[$0] }
  }

  /// The value of one variable; `nil` if there is a complaint.
  private func understood<Value>(
    _ name: String, _ text: String, _ value: (EnvironmentSettings) -> Value
  ) -> Value? {
    guard let settings = settings(["READINGS": "run.rdg", name: text]) else { return nil }
    return settings.complaints.isEmpty ? value(settings) : nil
  }

  @Test func withoutAPathThereAreNone() {
    #expect(settings([:]) == nil)
    #expect(settings(["READINGS": "", "READINGS_HEARTBEAT": "1ms"]) == nil)
  }

  @Test func thereAreDefaults() throws {
    let found = try #require(settings(["READINGS": "run.rdg", "READINGS_VITALS": ""]))
    #expect(found.path.text == "run.rdg")
    #expect(found.heartbeat == .milliseconds(1))
    #expect(found.signal == nil)
    #expect(found.options.rotation == Rotation())
    #expect(found.complaints == [])
  }

  @Test(arguments: [
    ("1ms", Duration.milliseconds(1)), ("500us", .microseconds(500)), ("50µs", .microseconds(50)),
    ("2s", .seconds(2)), ("3600s", .seconds(3600)), ("3600000000us", .seconds(3600)),
  ])
  func heartbeats(text: String, heartbeat: Duration) {
    #expect(understood("READINGS_HEARTBEAT", text) { $0.heartbeat } == heartbeat)
  }

  @Test(arguments: [
    "1", "ms", "1m", "1 ms", "-1ms", "+1ms", "0s", "49us", "3601s", "1.5ms", "٣ms",
    "99999999999999999999s", "9223372036854775807s", "1e3us",
  ])
  func otherTextsAreNoHeartbeat(text: String) throws {
    let found = try #require(settings(["READINGS": "run.rdg", "READINGS_HEARTBEAT": text]))
    #expect(found.heartbeat == .milliseconds(1))
    #expect(
      found.complaints == ["READINGS_HEARTBEAT=\(text) is not understood; the default is taken"])
  }

  @Test func groupsOfVitals() {
    func names(_ text: String) -> [String]? {
      understood("READINGS_VITALS", text) { $0.options.vitals.map { "\($0)" } }
    }
    #expect(names("all")?.count == VitalsGroup.all.count)
    #expect(names("all,memory")?.count == VitalsGroup.all.count + 1)
    #expect(names("process,io")?.count == 2)
    #expect(names("process,nothing") == nil)
    #expect(names("Process") == nil)
  }

  @Test(arguments: [
    ("64M,7", 64 << 20, 7), ("1G", 1 << 30, 7), ("2048K,0", 2 << 20, 0), ("1048576,1", 1 << 20, 1),
  ])
  func rotations(text: String, size: Int, kept: Int) {
    let rotation = understood("READINGS_ROTATION", text) { $0.options.rotation }
    #expect(rotation == Rotation(maximumSize: size, keptFiles: kept))
  }

  @Test(arguments: [
    "1", "1023K", "64m", "64M,", "64M,x", "64M,-1", "64M,1,1", ",", "M", "-1M",
    "9223372036854775807G", "99999999999999999999",
  ])
  func otherTextsAreNoRotation(text: String) throws {
    let found = try #require(settings(["READINGS": "run.rdg", "READINGS_ROTATION": text]))
    #expect(found.options.rotation == Rotation())
    #expect(found.complaints.count == 1)
  }

  @Test func signals() {
    #expect(understood("READINGS_SIGNAL", "USR2") { $0.signal } == SIGUSR2)
    #expect(understood("READINGS_SIGNAL", "sigusr1") { $0.signal } == SIGUSR1)
    #expect(understood("READINGS_SIGNAL", "KILL") { $0.signal } == nil)
    #expect(understood("READINGS_SIGNAL", "12") { $0.signal } == nil)
  }

  @Test func pathsAreFilledIn() {
    func path(_ template: String) -> String { PathTemplate(text: template).path(recording: 3) }
    let process = "\(getpid())"
    #expect(path("run.rdg") == "run.rdg")
    #expect(path("{PID}") == process)
    #expect(path("{HOST}") == ProcessInfo.processInfo.hostName.split(separator: ".")[0])
    #expect(path("{TIME}").wholeMatch(of: /20[0-9]{6}T[0-2][0-9][0-5][0-9][0-6][0-9]Z/) != nil)
    #expect(path("/var/{NAME}/{PID}-{N}.rdg") == "/var/\(ProcessIdentity.name!)/\(process)-3.rdg")
    #expect(path("{N}{N}{N}") == "333")
    #expect(path("{{N}}") == "{3}")
    #expect(path("{n} {} {PID {N") == "{n} {} {PID {N")
    #expect(path("é{N}é") == "é3é")
    #expect(path("}{") == "}{")
  }

  @Test func aSwitchLeavesASignalAloneThatIsHandled() {
    var handled = sigaction()
    handled.__sigaction_handler.sa_handler = { _ in }
    var before = sigaction()
    sigaction(SIGURG, &handled, &before)
    defer { sigaction(SIGURG, &before, nil) }
    #expect(throws: ReadingsError.self) {
      try Probe.switchable(by: SIGURG, recordingTo: "run.rdg")
    }
    #expect(throws: ReadingsError.self) {
      try Probe.switchable(by: 4711, recordingTo: "run.rdg")
    }
    var after = sigaction()
    sigaction(SIGURG, nil, &after)
    #expect(after.__sigaction_handler.sa_handler != nil)
  }

  /// Files of 64 MiB, of which seven finished ones stay, unless something else is said.
  @Test func theDiskSpaceIsBoundedUnlessTheEnvironmentSaysOtherwise() {
    func rotation(_ text: String?) -> Rotation? {
      EnvironmentSettings {
        ["READINGS": "run.rdg", "READINGS_ROTATION": text ?? ""][$0]
      }?.options.rotation
    }
    #expect(rotation(nil) == Rotation(maximumSize: 64 << 20, keptFiles: 7))
    #expect(rotation("2M,3") == Rotation(maximumSize: 2 << 20, keptFiles: 3))
    #expect(rotation("none") == nil)
    #expect(rotation("nonsense") == Rotation())
  }
}

import Foundation
import ReadingsFormat
import Testing

extension FaultTests {
  /// A disk that is full, and one that may not be written to.
  @Suite struct FullDisk {
    enum Disk: String, CaseIterable {
      case memory, ext4

      func mounted() throws -> MountedFolder {
        switch self {
        case .memory: try MountedFolder(memory: 1 << 20)
        case .ext4: try MountedFolder(ext4: 8 << 20)
        }
      }
    }

    @Test(arguments: Disk.allCases, ["mapped", "written"])
    func aFullDiskPausesTheRecording(_ disk: Disk, storage: String) throws {
      let folder = try disk.mounted()
      let path = folder.file()
      let subject = try Subject(path, "heartbeat=50", "storage=\(storage)")
      try subject.record("there is room")
      // Room for the recording's first growth, perhaps, but for no more.
      _ = try? Data(count: 64 << 20).write(to: URL(filePath: folder.file("filler")))
      try wait(for: "a line on standard error") { !subject.program.errors.isEmpty }
      try subject.expectHostWorks()
      for number in 0..<300 { try subject.ask("event waits \(number)") }
      let paused = try Recorded(path)
      #expect(paused.labels.contains("there is room"))

      #expect(unlink(folder.file("filler")) == 0)
      try subject.record("there is room again")
      try subject.leave()
      let line = "readings: \(path): recording pauses until it is possible again: "
      #expect(subject.program.errors == ["\(line)No space left on device"])

      let run = try Recorded(path)
      #expect(run.reader.ending == .closed)
      #expect(run.firstRow == 0)
      #expect(run.count(of: "waits ") == 300)
      #expect(run.last["probe_dropped_events"] == 0)
      #expect(run.count(of: "recording resumes after a pause: No space left on device") == 1)
      #expect(run.nextRow > paused.nextRow)
    }

    @Test func aDiskThatIsFullAtTheStartIsAnError() throws {
      let folder = try MountedFolder(memory: 1 << 20)
      _ = try? Data(count: 2 << 20).write(to: URL(filePath: folder.file("filler")))
      let program = try Program("fault-subject", [folder.file()])
      #expect(try program.answer() == "refused cannot-create")
      #expect(try program.ending() == .status(2))
      #expect(folder.names == ["filler"])
    }
  }
}

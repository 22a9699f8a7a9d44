import Foundation
import ReadingsFormat
import SeededRandom
import Testing
import VictimRows

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

    /// Half a recording would pass for all that could be recovered.
    @Test func aRecoveryThatCannotBeCompletedLeavesNoFile() throws {
      let scratch = try Scratch()
      var writer = try LogWriter(
        path: scratch.file(), header: LogHeader(format: ""), schema: VictimRows.schema)
      // Noise, which takes as much in the new file. Without an end, as of a recorder that was killed.
      var generator = SeededGenerator(25)
      for number in 0..<40_000 as Range<UInt64> {
        let values = [number] + (1..<4).map { _ in generator.next() }
        try values.withUnsafeBufferPointer { try writer.append($0) }
      }
      // Room for the new file's beginning, and not for half of it.
      let folder = try MountedFolder(memory: 512 << 10)
      let error = #expect(throws: ReadingsError.self) {
        try Recovery.recover(scratch.file(), to: folder.file())
      }
      #expect(error?.code == .inputOutput && error?.place.path == folder.file())
      #expect(folder.names == [])
    }

    @Test func aReadOnlyFolderIsAnErrorAtTheStart() throws {
      let folder = try MountedFolder(memory: 4 << 20)
      // In a user namespace no file system can be made read-only, but there its owner is no root.
      try folder.run("mount -o remount,ro $FOLDER 2>/dev/null || chmod a-w $FOLDER")
      let program = try Program("fault-subject", [folder.file()])
      #expect(try program.answer() == "refused cannot-create")
    }

    @Test func aFolderThatBecomesReadOnlyPausesTheRecording() throws {
      let folder = try MountedFolder(ext4: 16 << 20)
      let path = folder.file()
      let subject = try Subject(path, "heartbeat=50", "rotation=1048576")
      try subject.record("before")
      // No file system with an open file becomes read-only, but a folder does.
      try folder.run("chattr +i $FOLDER")
      try subject.ask("fill 1200000")
      try wait(for: "a line on standard error") { !subject.program.errors.isEmpty }
      try subject.expectHostWorks()
      _ = try Recorded(path)
      try folder.run("chattr -i $FOLDER")
      try subject.record("after")
      try subject.leave()
      let reason = "Operation not permitted"
      #expect(
        subject.program.errors == [
          "readings: \(path): recording pauses until it is possible again: \(reason)"
        ])
      let first = try Recorded(folder.file("run.000001.rdg"))
      let run = try Recorded(path)
      #expect(run.firstRow == first.nextRow)
      #expect(run.count(of: "recording resumes after a pause: \(reason)") == 1)
      #expect(run.labels.suffix(2) == ["after", "heartbeat stopped"])
    }

    /// As when a disk breaks or is pulled out.
    @Test(arguments: ["mapped", "written"])
    func aDiskThatDiesLeavesTheHostAlive(storage: String) throws {
      let folder = try MountedFolder(ext4: 16 << 20)
      let subject = try Subject(folder.file(), "heartbeat=50", "storage=\(storage)")
      try subject.record("before")
      try folder.shutDown()
      try subject.ask("fill 1200000")
      try wait(for: "a line on standard error") { !subject.program.errors.isEmpty }
      try subject.expectHostWorks()
      try subject.ask("stop 30000")
      try subject.program.tell("exit 4")
      #expect(try subject.program.ending() == .status(4))
    }
  }
}

import Foundation
import Glibc
import Testing

@Suite("Where output goes")
struct OutputTests {
  let tool: Tool

  init() throws { tool = try Tool() }

  @Test("CSV and TSV appear beside the input")
  func beside() throws {
    let outcome = try tool.run("convert", "run.out", "--csv", "--tsv")
    #expect(outcome.status == 0)
    #expect(outcome.output.isEmpty)
    #expect(outcome.error.isEmpty)
    #expect(try tool.files() == ["run.out", "run.out.csv", "run.out.tsv"])
    let csv = String(decoding: try tool.read("run.out.csv"), as: UTF8.self)
    #expect(csv.split(separator: "\n").count == 1142)
    #expect(csv.hasPrefix("time_seconds,cores,virtual_bytes,resident_bytes,"))
    #expect(csv.hasSuffix(",463232144,463770670,20,1,done\n"))
    let tsv = String(decoding: try tool.read("run.out.tsv"), as: UTF8.self)
    #expect(tsv == csv.replacing(",", with: "\t"))
  }

  @Test("A plot appears beside the input, with and without the subcommand's name")
  func plot() throws {
    let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    for arguments in [["run.out"], ["plot", "run.out"]] {
      let outcome =
        arguments.count == 1 ? try tool.run(arguments[0]) : try tool.run("plot", arguments[1])
      #expect(outcome.status == 0)
      #expect(outcome.error.isEmpty)
      #expect(try tool.files() == ["run.out", "run.out.png"])
      #expect(try tool.read("run.out.png").starts(with: signature))
      try FileManager.default.removeItem(atPath: tool.path("run.out.png"))
    }
  }

  @Test("-o names another place, and - standard output")
  func elsewhere() throws {
    #expect(try tool.run("convert", "run.out", "--csv", "-o", "x.txt").status == 0)
    #expect(try tool.files() == ["run.out", "x.txt"])
    let outcome = try tool.run("convert", "run.out", "--csv", "-o", "-")
    #expect(outcome.status == 0)
    #expect(outcome.output == (try tool.read("x.txt")))
    #expect(try tool.files() == ["run.out", "x.txt"])
  }

  @Test("A file that is there is replaced and keeps its permissions; a link stays a link")
  func replaced() throws {
    try tool.write("old.csv", "old".utf8)
    #expect(chmod(tool.path("old.csv"), 0o640) == 0)
    #expect(symlink("old.csv", tool.path("link.csv")) == 0)
    #expect(try tool.run("convert", "run.out", "--csv", "-o", "link.csv").status == 0)
    #expect(try tool.files() == ["link.csv", "old.csv", "run.out"])
    #expect(try tool.read("old.csv").count > 100_000)
    var status = stat()
    #expect(stat(tool.path("old.csv"), &status) == 0)
    #expect(status.st_mode & 0o777 == 0o640)
    #expect(lstat(tool.path("link.csv"), &status) == 0)
    #expect(status.st_mode & S_IFMT == S_IFLNK)
  }

  @Test("Devices are written to, not replaced")
  func device() throws {
    let outcome = try tool.run("convert", "run.out", "--csv", "-o", "/dev/null")
    #expect(outcome.status == 0)
    var status = stat()
    #expect(stat("/dev/null", &status) == 0)
    #expect(status.st_mode & S_IFMT == S_IFCHR)
  }

  @Test("A full device is an error, and leaves nothing behind", arguments: ["-", "/dev/full"])
  func full(place: String) throws {
    let outcome = try tool.run("convert", "run.out", "--csv", "-o", place, output: "/dev/full")
    #expect(outcome.status == 74)
    #expect(outcome.isOneLine)
    #expect(outcome.error.contains("No space left on device"))
    #expect(try tool.files() == ["run.out"])
  }

  @Test("A pipe without a reader ends the program silently, by the signal")
  func brokenPipe() throws {
    let fifo = tool.path("fifo")
    #expect(mkfifo(fifo, 0o600) == 0)
    // With a reader, opening the pipe for writing does not wait; the reader goes after that.
    let reader = open(fifo, O_RDONLY | O_NONBLOCK)
    let closer = Thread {
      usleep(300_000)
      close(reader)
    }
    closer.start()
    let outcome = try tool.run("convert", "run.out", "--csv", "-o", "-", output: fifo)
    #expect(outcome.status == -SIGPIPE)
    #expect(outcome.error.isEmpty)
  }

  @Test("An output that can't be created", arguments: ["none/x.csv", ".", "run.out/x"])
  func uncreatable(place: String) throws {
    let outcome = try tool.run("convert", "run.out", "--csv", "-o", place)
    #expect(outcome.status == 73)
    #expect(outcome.isOneLine)
    #expect(try tool.files() == ["run.out"])
  }

  @Test("The input is never overwritten", arguments: ["run.out", "./run.out", "link"])
  func overInput(place: String) throws {
    #expect(symlink("run.out", tool.path("link")) == 0)
    let outcome = try tool.run("convert", "run.out", "--csv", "-o", place)
    #expect(outcome.status == 64)
    #expect(outcome.isOneLine)
    #expect(try tool.read("run.out") == Tool.recording)
  }

  @Test("With the standard streams closed, nothing gets into the output")
  func closedStreams() throws {
    let wanted = try tool.run("convert", "run.out", "--csv", "-o", "-").output
    let outcome = try tool.shell("exec \"$0\" convert run.out --csv <&- >&- 2>&-")
    #expect(outcome.status == 0)
    #expect(try tool.read("run.out.csv") == wanted)
    let closed = try tool.shell("exec \"$0\" convert run.out --csv -o - >&-")
    #expect(closed.status == 74)
    #expect(closed.isOneLine)
  }

  @Test("A file whose size is limited is an error, and leaves nothing behind")
  func limitedSize() throws {
    let outcome = try tool.shell(
      "trap '' XFSZ; ulimit -f 8; exec \"$0\" convert run.out --csv")
    #expect(outcome.status == 74)
    #expect(outcome.isOneLine, "\(outcome.error)")
    #expect(try tool.files() == ["run.out"])
  }
}

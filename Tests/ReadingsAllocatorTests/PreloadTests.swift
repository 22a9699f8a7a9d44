import Foundation
import Testing

/// The allocator, preloaded into programs that know nothing of it.
@Suite(.timeLimit(.minutes(5))) struct PreloadTests {
  @Test(arguments: [
    "for turn in 1 2 3; do echo $turn | cat; done",
    "bash -c 'declare -a list; for turn in {1..2000}; do list+=($turn); done; echo ${#list[@]}'",
    "awk 'BEGIN { for (i = 0; i < 300000; i++) print (i * 7919) % 300007 }' "
      + "| sort -n --parallel=4 -S 1M | cksum",
    "git --version && git init -q $FOLDER/r && git -C $FOLDER/r status --short",
    "echo 'int main(void) { return 0; }' > $FOLDER/a.c "
      + "&& $(command -v cc || echo clang) -O2 $FOLDER/a.c -o $FOLDER/a && $FOLDER/a && echo built",
  ])
  func programsRunAsBefore(script: String) throws {
    let allocator = try SharedLibrary.allocator()
    let reporter = try SharedLibrary(Self.reporter)
    let folder = FileManager.default.temporaryDirectory.appending(path: "readings-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }

    let plain = try Program.shell(script, environment: ["FOLDER": folder.path()])
    let report = folder.appending(path: "report").path()
    let counted = try Program.shell(
      script,
      environment: [
        "FOLDER": folder.path(), "REPORT": report,
        "LD_PRELOAD": "\(allocator.path):\(reporter.path)",
      ])
    #expect(counted == plain)
    #expect(!plain.isEmpty)

    let lines = try String(contentsOfFile: report, encoding: .utf8).split(separator: "\n")
    #expect(!lines.isEmpty)
    for line in lines {
      let totals = line.split(separator: " ").compactMap { UInt64($0) }
      #expect(totals.count == 4)
      #expect(totals[0] >= totals[1] && totals[0] > 0, "\(line)")
      #expect(totals[2] >= totals[3] && totals[2] > 0, "\(line)")
    }
  }

  @Test func aProbeFindsTheCounters() throws {
    let allocator = try SharedLibrary.allocator()
    let text = try Program.run(
      built: "allocator-view", environment: ["LD_PRELOAD": allocator.path])
    // A sanitizer's malloc comes first, and leaves nothing to count.
    guard !Exercise.isSanitized else {
      #expect(text == "none\n")
      return
    }
    let totals = text.split { $0.isWhitespace }.compactMap { UInt64($0) }
    #expect(totals.count == 4)
    #expect(totals.allSatisfy { $0 > 0 })
  }

  /// Adds the totals of each process that exits to the file that REPORT names.
  private static let reporter = """
    #include <stdbool.h>
    #include <stdio.h>
    #include <stdlib.h>
    bool readings_allocator_read(unsigned long long totals[4]);
    __attribute__((destructor)) static void report(void) {
      unsigned long long totals[4];
      if (!readings_allocator_read(totals)) abort();
      FILE *file = fopen(getenv("REPORT"), "a");
      if (file == NULL) abort();
      fprintf(file, "%llu %llu %llu %llu\\n", totals[0], totals[1], totals[2], totals[3]);
      fclose(file);
    }
    """
}

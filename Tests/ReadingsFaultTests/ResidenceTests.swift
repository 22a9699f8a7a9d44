import Foundation
import Testing

extension FaultTests {
  /// A plugin that has a probe, and is closed while that records.
  @Suite struct Residence {
    /// Without Swift in it, whose runtime may keep a library loaded for reasons of its own.
    @Test func aLibraryThatHasHandlersStaysLoaded() throws {
      let scratch = try Scratch()
      let library = scratch.file("library.so")
      let sources = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Sources/CReadingsSystem").path()
      let compiler = try Program(
        "/bin/sh",
        [
          "-c",
          "$(command -v cc || echo clang) -O1 -fPIC -shared -I'\(sources)/include' "
            + "'\(sources)/residence.c' -o '\(library)'",
        ])
      #expect(try compiler.ending() == .status(0), "\(compiler.errors)")

      /// Whether the library is loaded after it was opened, used and closed.
      func staysLoaded(after use: (UnsafeMutableRawPointer) -> Void) throws -> Bool {
        let handle = try #require(dlopen(library, RTLD_NOW | RTLD_LOCAL))
        use(handle)
        dlclose(handle)
        guard let again = dlopen(library, RTLD_NOW | RTLD_NOLOAD) else { return false }
        dlclose(again)
        return true
      }
      #expect(try !staysLoaded { _ in })
      #expect(
        try staysLoaded { handle in
          let stay = unsafeBitCast(
            dlsym(handle, "creadings_stay_loaded"), to: (@convention(c) () -> Void).self)
          stay()
        })
    }
  }
}

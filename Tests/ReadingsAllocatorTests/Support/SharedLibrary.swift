import Foundation

/// A shared library that a test compiles from C, removed in the end.
final class SharedLibrary {
  /// Where it is.
  let path: String
  private let folder: URL

  /// Compiles a source text.
  convenience init(_ source: String, _ options: String = "") throws {
    try self.init { folder in
      let file = folder.appending(path: "library.c")
      try source.write(to: file, atomically: true, encoding: .utf8)
      return "\(options) '\(file.path())'"
    }
  }

  /// Compiles the allocator as `make allocator` does.
  static func allocator() throws -> SharedLibrary {
    try SharedLibrary { _ in
      let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources").path()
      return ["CReadingsThreadSlots", "ReadingsAllocator"].map { "\(sources)/\($0)" }
        .map { "-I'\($0)/include' '\($0)'/*.c" }
        .joined(separator: " ") + " -fvisibility=hidden"
    }
  }

  private init(arguments: (URL) throws -> String) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "readings-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.appending(path: "library.so").path()
    _ = try Program.shell(
      "$(command -v cc || echo clang) -O2 -fPIC -shared \(arguments(folder)) -o '\(path)'")
  }

  deinit { try? FileManager.default.removeItem(at: folder) }
}

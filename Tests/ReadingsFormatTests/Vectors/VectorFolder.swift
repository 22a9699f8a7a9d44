import Foundation

/// Spec/vectors: the vectors' files, and the manifest that lists them.
enum VectorFolder {
  /// Whether vectors that are not there yet are to be written. Those that are there never are: what
  /// was released stays readable for ever.
  static let isAdding = ProcessInfo.processInfo.environment["READINGS_UPDATE_VECTORS"] == "1"

  static let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../../Spec/vectors").standardizedFileURL

  private static func url(_ name: String, in folder: Vector.Folder, _ suffix: String) -> URL {
    url.appendingPathComponent(folder.rawValue).appendingPathComponent("\(name).\(suffix)")
  }

  /// A vector's bytes; `nil` if there is no such file.
  static func bytes(of name: String, in folder: Vector.Folder) throws -> [UInt8]? {
    let url = url(name, in: folder, "rdg")
    guard FileManager.default.fileExists(atPath: url.path) else { return nil }
    return try Array(Data(contentsOf: url))
  }

  /// What readers must make of a vector; `nil` if there is no such file.
  static func expected(of name: String, in folder: Vector.Folder) throws -> String? {
    let url = url(name, in: folder, "json")
    guard FileManager.default.fileExists(atPath: url.path) else { return nil }
    return try String(contentsOf: url, encoding: .utf8)
  }

  /// Writes the files of a vector that are not there yet.
  static func add(_ vector: Vector) throws {
    let files = [("rdg", Data(vector.bytes)), ("json", Data(vector.expected.utf8))]
    for (suffix, data) in files {
      let url = url(vector.name, in: vector.folder, suffix)
      guard !FileManager.default.fileExists(atPath: url.path) else { continue }
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try data.write(to: url)
    }
  }

  /// The names of all files in a folder.
  static func names(in folder: Vector.Folder) throws -> Set<String> {
    let path = url.appendingPathComponent(folder.rawValue).path
    return Set(try FileManager.default.contentsOfDirectory(atPath: path))
  }

  private static let manifestURL = url.appendingPathComponent("manifest.json")

  static var manifest: String {
    get throws { try String(contentsOf: manifestURL, encoding: .utf8) }
  }

  static func write(manifest: String) throws {
    try Data(manifest.utf8).write(to: manifestURL)
  }
}

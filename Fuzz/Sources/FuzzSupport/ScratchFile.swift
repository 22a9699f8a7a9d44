import Glibc

/// The one file that a fuzz target fills anew for every input, in memory where possible.
public enum ScratchFile {
  /// The file's path: in the folder that `run.sh` names, which it removes afterwards.
  public static let path: String = {
    let folder = getenv("READINGS_FUZZ_FOLDER").map { String(cString: $0) } ?? "/dev/shm"
    return "\(folder)/readings-fuzz-\(getpid()).rdg"
  }()

  /// Where a copy of the input as the reader sees it is kept, for the folder of regressions.
  private static let keepPath = getenv("READINGS_FUZZ_KEEP").map { String(cString: $0) }

  private static let descriptor = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)

  /// Replaces the file's contents.
  public static func fill(_ bytes: [UInt8]) {
    precondition(descriptor >= 0, "\(path) cannot be created")
    precondition(ftruncate(descriptor, 0) == 0)
    precondition(pwrite(descriptor, bytes, bytes.count, 0) == bytes.count)
    if let keepPath { save(bytes, as: keepPath) }
  }

  /// Writes a file.
  public static func save(_ bytes: [UInt8], as path: String) {
    guard let file = fopen(path, "w") else { fatalError("\(path) cannot be created") }
    precondition(fwrite(bytes, 1, bytes.count, file) == bytes.count)
    fclose(file)
  }

  /// A file's bytes.
  public static func load(_ path: String) -> [UInt8] {
    guard let file = fopen(path, "r") else { fatalError("\(path) cannot be read") }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      guard count > 0 else { return bytes }
      bytes += buffer[..<count]
    }
  }
}

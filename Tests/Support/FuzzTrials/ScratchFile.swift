import Glibc

/// The one file that the trials write, in memory where possible.
enum ScratchFile {
  /// The file's path: in the folder that `READINGS_FUZZ_FOLDER` names, if it does.
  static let path: String = {
    let memory = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp"
    let folder = getenv("READINGS_FUZZ_FOLDER").map { String(cString: $0) } ?? memory
    return "\(folder)/readings-fuzz-\(getpid()).rdg"
  }()

  /// Removes the file.
  static func remove() { unlink(path) }

  /// Takes the file's bytes, and removes it.
  static func take() -> [UInt8] {
    defer { remove() }
    guard let file = fopen(path, "r") else { return [] }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      guard count > 0 else { return bytes }
      bytes += buffer[..<count]
    }
  }
}

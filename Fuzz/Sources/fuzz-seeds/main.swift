import FuzzTrials
import Glibc

// Writes the first inputs of every target: fuzz-seeds FOLDER FILE…, where a file is a recording or a
// text of the ancestor's, and its bytes are inputs, too.
let folder = CommandLine.arguments[1]
let files = CommandLine.arguments.dropFirst(2)

for trial in Trial.allCases {
  let inputs = "\(folder)/\(trial.rawValue)"
  mkdir(inputs, 0o755)
  var seeds = try trial.seeds()
  for path in files where path.hasSuffix(".rdg") != (trial == .ancestor) {
    let name = path.split(separator: "/").suffix(2).joined(separator: "-")
    seeds += trial.seeds(of: bytes(of: path), named: name)
  }
  for seed in seeds { write(seed.bytes, to: "\(inputs)/\(seed.name)") }
}

func bytes(of path: String) -> [UInt8] {
  guard let file = fopen(path, "r") else { fatalError("\(path) cannot be read") }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 65_536)
  while true {
    let count = fread(&buffer, 1, buffer.count, file)
    guard count > 0 else { return bytes }
    bytes += buffer[..<count]
  }
}

func write(_ bytes: [UInt8], to path: String) {
  guard let file = fopen(path, "w"), fwrite(bytes, 1, bytes.count, file) == bytes.count,
    fclose(file) == 0
  else { fatalError("\(path) cannot be written") }
}

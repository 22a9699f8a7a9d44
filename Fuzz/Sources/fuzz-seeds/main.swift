import FuzzSupport
import Glibc
import ReadingsFormat

// Writes the first inputs of every target: fuzz-seeds FOLDER ANCESTOR-TEXT.
let folder = CommandLine.arguments[1]

for name in ["fuzz-reader", "fuzz-block", "fuzz-ancestor", "fuzz-round-trip"] {
  mkdir("\(folder)/\(name)", 0o755)
}
for seed in SeedFile.allCases {
  let bytes = seed.bytes
  ScratchFile.save(bytes + [0], as: "\(folder)/fuzz-reader/\(seed)")
  ScratchFile.save(bytes + [1], as: "\(folder)/fuzz-reader/\(seed)-repaired")
}

// Two columns of four rows: constant; unsigned deltas of width 2, raw; no events.
let ranges = [UInt8](repeating: 0, count: 8)
let columns: [[UInt8]] = [
  [0, 0, 2, 0, 0, 2],
  [1, 0, 2, 2, 0b0010_0111, 3] + [UInt8](repeating: 9, count: 32),
  [2, 0, 2, 0x81, 0b0000_0101, 1, 1, 3, 7],
]
for (index, column) in columns.enumerated() {
  let shape: [UInt8] = [0x11, 2, 0, 0, UInt8(ranges.count)]
  ScratchFile.save(shape + ranges + column + [0], as: "\(folder)/fuzz-block/\(index)")
  ScratchFile.save([0x01, 2, 0, 1] + column + [0], as: "\(folder)/fuzz-block/\(index)-bare")
}

let text = ScratchFile.load(CommandLine.arguments[2])
ScratchFile.save(Array(text.prefix(4096)), as: "\(folder)/fuzz-ancestor/fixture")
ScratchFile.save(Array("time a utime event\n1 2 3 x\n".utf8), as: "\(folder)/fuzz-ancestor/tiny")

let scripts: [[UInt8]] = [
  [15, 16, 8, 2, 0, 2] + [3, 10, 1, 2, 3] + [3, 0x83, 1, 0, 1, 3, 97, 98, 99] + [0] + [2],
  [3, 0, 0, 0] + [3, 20, 1] + [1, 3, 0, 1, 2, 3, 63, 1, 0xFF, 1, 2, 3, 4, 5, 6, 7, 8, 1, 1],
]
for (index, script) in scripts.enumerated() {
  ScratchFile.save(script, as: "\(folder)/fuzz-round-trip/\(index)")
}

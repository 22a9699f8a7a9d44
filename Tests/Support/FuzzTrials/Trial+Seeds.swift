extension Trial {
  /// An input to start with.
  public struct Seed: Sendable {
    /// What it is.
    public let name: String
    /// The input.
    public let bytes: [UInt8]

    init(_ name: String, _ bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }
  }

  /// Inputs that get far, each in a way of its own, made by the library as it is.
  public func seeds() throws -> [Seed] {
    switch self {
    case .recovery: try RecoveryTrial.seeds()
    case .reader: try SeedFile.all.flatMap { try seeds(of: $0.file.bytes(), named: $0.name) }
    case .block: try BlockTrial.seeds()
    case .ancestor: AncestorTrial.seeds
    case .roundTrip: RoundTripTrial.seeds
    }
  }

  /// Inputs made of a file: a recording, or a text for the ancestor's trial.
  public func seeds(of file: [UInt8], named name: String) -> [Seed] {
    switch self {
    case .reader:
      ReaderTrial.modes.map { Seed(name + $0.suffix, file + [$0.mode.rawValue]) }
    case .recovery:
      RecoveryTrial.modes.map { Seed(name + $0.suffix, file + [$0.mode.rawValue]) }
    case .ancestor: [Seed(name, Array(file.prefix(2048)))]
    case .block, .roundTrip: []
    }
  }
}

extension ReaderTrial {
  fileprivate static let modes: [(suffix: String, mode: Mode)] = [
    ("", []), ("-repaired", .repaired), ("-indexed", [.repaired, .indexed]),
    ("-short", [.repaired, .shortBuffer(size: 0)]),
    ("-halved", [.repaired, .shortBuffer(size: 3)]),
  ]
}

extension RecoveryTrial {
  fileprivate static let modes: [(suffix: String, mode: Mode)] = [
    ("", []), ("-repaired", .repaired), ("-recovered", [.repaired, .recovered]),
    ("-checked", [.repaired, .checked]),
  ]

  /// Single files, and two that somebody has put together.
  fileprivate static func seeds() throws -> [Trial.Seed] {
    let files = try SeedFile.all.map { (name: $0.name, bytes: try $0.file.bytes()) }
    let full = files.filter { !$0.name.hasPrefix("empty") }
    let pairs = zip(full, full.dropFirst()).map { first, second in
      (name: "\(first.name)-and-\(second.name)", bytes: first.bytes + second.bytes)
    }
    return files.flatMap { Trial.recovery.seeds(of: $0.bytes, named: $0.name) }
      + pairs.flatMap { pair in
        [Mode.repaired, [.repaired, .second]].map {
          Trial.Seed("\(pair.name)-\($0.rawValue)", pair.bytes + [$0.rawValue])
        }
      }
  }
}

extension AncestorTrial {
  fileprivate static let seeds = [
    Trial.Seed("tiny", Array("time a utime event\n1 2 3 x\n".utf8)),
    Trial.Seed(
      "faults", Array("time a utime event\n1.25 -2 0.000003\n1 2 3\n2 x 3\n3 4\n9 9 9".utf8)),
  ]
}

extension RoundTripTrial {
  /// Options and columns, then what is done; see `Script`.
  fileprivate static let seeds = [
    Trial.Seed(
      "closed",
      [15, 16, 8, 2, 0, 2] + [3, 10, 1, 2, 3] + [3, 0x83, 1, 0, 1, 3, 97, 98, 99] + [0, 2]),
    Trial.Seed(
      "changed",
      [3, 0, 0, 0, 3, 20, 1, 1, 3, 0, 1, 2, 3, 63, 1, 0xFF, 1, 2, 3, 4, 5, 6, 7, 8, 1, 1]),
  ]
}

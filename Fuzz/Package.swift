// swift-tools-version: 6.2
import PackageDescription

/// What the fuzzers do with their inputs. The tests of the package above run the same.
let trials = Target.Dependency.product(name: "FuzzTrials", package: "readings")

/// A target whose entry point is libFuzzer's: it has no main of its own.
func fuzzer(_ name: String) -> Target {
  .executableTarget(
    name: name, dependencies: [trials],
    swiftSettings: [.unsafeFlags(["-parse-as-library"])])
}

let package = Package(
  name: "readings-fuzz",
  dependencies: [.package(name: "readings", path: "..")],
  targets: [
    fuzzer("fuzz-reader"),
    fuzzer("fuzz-block"),
    fuzzer("fuzz-recovery"),
    fuzzer("fuzz-ancestor"),
    fuzzer("fuzz-round-trip"),
    .executableTarget(name: "fuzz-seeds", dependencies: [trials]),
  ],
  swiftLanguageModes: [.v6]
)

// swift-tools-version: 6.2
import PackageDescription

/// A target whose entry point is libFuzzer's: it has no main of its own.
func fuzzer(_ name: String) -> Target {
  .executableTarget(
    name: name, dependencies: ["FuzzTrials"],
    swiftSettings: [.unsafeFlags(["-parse-as-library"])])
}

let package = Package(
  name: "readings-fuzz",
  dependencies: [.package(name: "readings", path: "..")],
  targets: [
    // The tests of the package above run the same, without a fuzzer.
    .target(
      name: "FuzzTrials",
      dependencies: [
        .product(name: "ReadingsFormat", package: "readings"),
        .product(name: "ReadingsConvert", package: "readings"),
      ]),
    fuzzer("fuzz-reader"),
    fuzzer("fuzz-block"),
    fuzzer("fuzz-recovery"),
    fuzzer("fuzz-ancestor"),
    fuzzer("fuzz-round-trip"),
    .executableTarget(name: "fuzz-seeds", dependencies: ["FuzzTrials"]),
  ],
  swiftLanguageModes: [.v6]
)

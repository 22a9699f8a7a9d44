// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "readings",
  products: [
    .library(name: "ReadingsProbe", targets: ["ReadingsProbe"]),
    .library(name: "ReadingsFormat", targets: ["ReadingsFormat"]),
    .library(name: "ReadingsConvert", targets: ["ReadingsConvert"]),
    .executable(name: "readings", targets: ["readings-cli"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    // Linked into the user's process: no Foundation, liblz4 alone.
    .systemLibrary(
      name: "CLZ4", pkgConfig: "liblz4", providers: [.apt(["liblz4-dev"])]),
    .target(name: "CReadingsSystem"),
    .target(name: "ReadingsFormat", dependencies: ["CLZ4", "CReadingsSystem"]),
    .target(name: "ReadingsProbe", dependencies: ["ReadingsFormat"]),

    // Reading: converters, pictures, the command line.
    .systemLibrary(
      name: "CCairo", pkgConfig: "cairo", providers: [.apt(["libcairo2-dev"])]),
    .target(name: "ReadingsConvert", dependencies: ["ReadingsFormat"]),
    .target(name: "ReadingsPlot", dependencies: ["ReadingsFormat", "CCairo"]),
    .executableTarget(
      name: "readings-cli",
      dependencies: [
        "ReadingsFormat", "ReadingsConvert", "ReadingsPlot",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    // A real program with a probe, which `make demo` runs.
    .executableTarget(
      name: "corpus",
      dependencies: [
        "ReadingsProbe", "CLZ4",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Examples/Corpus"),

    .executableTarget(
      name: "readings-bench", dependencies: ["ReadingsProbe", "ReadingsFormat"],
      path: "Benchmarks", exclude: ["README.md", "records"]),

    .testTarget(
      name: "ReadingsFormatTests", dependencies: ["ReadingsFormat", "SeededRandom"]),
    .testTarget(
      name: "ReadingsProbeTests",
      dependencies: ["ReadingsProbe", "ReadingsFormat", "SeededRandom", "victim", "VictimRows"]),
    .testTarget(
      name: "ReadingsPlotTests", dependencies: ["ReadingsPlot", "ReadingsFormat", "SeededRandom"]),
    .testTarget(
      name: "ReadingsConvertTests",
      dependencies: ["ReadingsConvert", "ReadingsFormat", "SeededRandom"],
      resources: [.copy("Fixtures/readings.out")]),
    .testTarget(
      name: "CommandLineTests", dependencies: ["readings-cli", "ReadingsFormat"],
      resources: [.copy("Snapshots")]),

    .target(name: "SeededRandom", path: "Tests/Support/SeededRandom"),

    // Programs that tests run: one that is killed, one that must not allocate.
    .target(
      name: "VictimRows", dependencies: ["ReadingsFormat"], path: "Tests/Support/VictimRows"),
    .executableTarget(
      name: "victim",
      dependencies: ["ReadingsProbe", "ReadingsFormat", "VictimRows", "Forking"],
      path: "Tests/Support/Victim"),
    .target(name: "Forking", path: "Tests/Support/Forking"),
    .target(name: "CountingMalloc", path: "Tests/Support/CountingMalloc"),
    .executableTarget(
      name: "allocation-check",
      dependencies: ["ReadingsProbe", "ReadingsFormat", "CountingMalloc"],
      path: "Tests/Support/AllocationCheck"),
  ],
  swiftLanguageModes: [.v6]
)

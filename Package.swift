// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "readings",
  platforms: [.macOS("15.0")],
  products: [
    .library(name: "ReadingsProbe", targets: ["ReadingsProbe"]),
    .library(name: "ReadingsAllocator", targets: ["ReadingsAllocator"]),
    .library(name: "ReadingsFormat", targets: ["ReadingsFormat"]),
    .library(name: "ReadingsConvert", targets: ["ReadingsConvert"]),
    .executable(name: "readings", targets: ["readings-cli"]),
    // For Fuzz/Package.swift alone.
    .library(name: "FuzzTrials", targets: ["FuzzTrials"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    // Linked into the user's process: no Foundation, liblz4 alone.
    .systemLibrary(
      name: "CLZ4", pkgConfig: "liblz4", providers: [.apt(["liblz4-dev"])]),
    .target(name: "CReadingsSystem"),
    .target(name: "CReadingsThreadSlots"),
    .target(name: "CReadingsKernels"),
    .target(name: "ReadingsFormat", dependencies: ["CLZ4", "CReadingsKernels", "CReadingsSystem"]),
    .target(
      name: "ReadingsProbe",
      dependencies: ["ReadingsFormat", "CReadingsSystem", "CReadingsThreadSlots"]),

    // Opt-in by linking, or preloaded: `make allocator`. C alone.
    .target(name: "ReadingsAllocator", dependencies: ["CReadingsThreadSlots"]),

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

    // What `make bench` runs.
    .target(name: "CFloor", path: "Benchmarks/Floor"),
    .executableTarget(
      name: "probe-bench", dependencies: ["ReadingsProbe", "ReadingsFormat", "CFloor"],
      path: "Benchmarks/Probe"),
    .executableTarget(
      name: "allocator-bench", dependencies: ["ReadingsAllocator"], path: "Benchmarks/Allocator"),
    .executableTarget(
      name: "probe-host", dependencies: ["ReadingsProbe"], path: "Benchmarks/Host"),
    .executableTarget(
      name: "codec-bench",
      dependencies: ["ReadingsFormat", "ReadingsConvert", "CLZ4", "SeededRandom"],
      path: "Benchmarks/Codec", exclude: ["rivals.py", "requirements.txt", "run.sh"]),

    .testTarget(
      name: "ReadingsFormatTests",
      dependencies: [
        "ReadingsFormat", "FuzzTrials", "KernelVariants", "RecordingView", "SeededRandom",
        "mutations",
      ]),
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
    // Not on the programs it runs, which are built all the same: the package manager would link their
    // malloc into the tests.
    .testTarget(
      name: "ReadingsAllocatorTests", dependencies: ["CReadingsThreadSlots", "CReadingsSystem"]),

    .testTarget(
      name: "ReadingsFaultTests",
      dependencies: [
        "ReadingsProbe", "ReadingsFormat", "SeededRandom", "VictimRows", "fault-subject",
        "fault-filesystem", "dormant-host",
      ]),

    // The kernels as other processors run them.
    .target(
      name: "KernelVariants", dependencies: ["CReadingsKernels"],
      path: "Tests/Support/KernelVariants", exclude: ["variant.inc"]),
    .target(name: "SeededRandom", path: "Tests/Support/SeededRandom"),
    // What Fuzz/Package.swift does with millions of inputs, and the tests with those that were kept.
    .target(
      name: "FuzzTrials", dependencies: ["ReadingsFormat", "ReadingsConvert", "CLZ4"],
      path: "Tests/Support/FuzzTrials"),

    // Programs that tests run: one that is killed, one that must not allocate.
    .target(
      name: "VictimRows", dependencies: ["ReadingsFormat"], path: "Tests/Support/VictimRows"),
    // What readers must agree on, and the Swift reader's part of `make test-spec`.
    .target(
      name: "RecordingView", dependencies: ["ReadingsFormat"], path: "Tests/Support/RecordingView"),
    .executableTarget(
      name: "recording-dump", dependencies: ["RecordingView", "ReadingsFormat"],
      path: "Tests/Support/RecordingDump"),
    .executableTarget(
      name: "victim",
      dependencies: ["ReadingsProbe", "ReadingsFormat", "VictimRows", "Forking"],
      path: "Tests/Support/Victim"),
    .target(name: "Forking", path: "Tests/Support/Forking"),
    // Programs that meet the faults: a host, one with no code for its probe, and a file system.
    .executableTarget(
      name: "fault-subject",
      dependencies: ["ReadingsProbe", "ReadingsFormat", "CallFilter", "Forking", "SeededRandom"],
      path: "Tests/Support/FaultSubject"),
    .target(name: "CallFilter", path: "Tests/Support/CallFilter"),
    .executableTarget(
      name: "dormant-host", dependencies: ["ReadingsProbe"], path: "Tests/Support/DormantHost"),
    .executableTarget(name: "fault-filesystem", path: "Tests/Support/FaultFilesystem"),
    // A program that mutates recordings: `make mutations`.
    .executableTarget(
      name: "mutations", dependencies: ["ReadingsProbe", "ReadingsFormat", "SeededRandom"],
      path: "Tests/Support/Mutations"),
    .executableTarget(
      name: "allocation-check",
      dependencies: ["ReadingsProbe", "ReadingsFormat", "ReadingsAllocator"],
      path: "Tests/Support/AllocationCheck"),

    // Programs whose memory is counted: by linking, and by preloading.
    .target(
      name: "AllocatorScenarios", dependencies: ["ReadingsAllocator", "CReadingsThreadSlots"],
      path: "Tests/Support/AllocatorScenarios"),
    .executableTarget(
      name: "allocator-exercise",
      dependencies: ["ReadingsAllocator", "AllocatorScenarios", "CReadingsSystem"],
      path: "Tests/Support/AllocatorExercise"),
    .executableTarget(
      name: "allocator-view", dependencies: ["CReadingsSystem"],
      path: "Tests/Support/AllocatorView"),
  ],
  swiftLanguageModes: [.v6]
)

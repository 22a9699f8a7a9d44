/// Something that is timed in rounds.
protocol Timing {
  /// Measures once.
  mutating func runRound() throws

  /// Prints what all rounds say together.
  func report()
}

/// Makes measurements take turns, so that a slow spell of the machine spoils few rounds of each.
enum Turns {
  private static let rounds = 21

  /// Runs every round of every measurement, and prints what comes out.
  static func run(_ timings: [any Timing]) throws {
    var timings = timings
    for _ in 0..<rounds {
      for index in timings.indices { try timings[index].runRound() }
    }
    for timing in timings { timing.report() }
  }
}

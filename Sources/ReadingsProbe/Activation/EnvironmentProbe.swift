import ReadingsFormat

/// The recording that the environment has begun, until the program makes a probe of its own: the two are
/// one then, so that the environment's file has the program's metrics and events.
enum EnvironmentProbe {
  private static let core = Guarded<ProbeCore?>(nil)

  /// Lets the program's first probe be this one.
  static func offer(_ new: ProbeCore) { core.withLock { $0 = new } }

  /// Takes what is offered; `nil` if there is nothing, it has ended, or it is another process's.
  static func take() -> ProbeCore? {
    guard let offered = core.withLock({ $0.take() }), offered.isOwner,
      RunningProbes.isRunning(offered)
    else { return nil }
    return offered
  }
}

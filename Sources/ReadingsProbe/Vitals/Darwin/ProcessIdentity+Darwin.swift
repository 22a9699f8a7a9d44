#if canImport(Darwin)

  import ReadingsFormat

  /// Who the process is, as the header of a recording says it.
  enum ProcessIdentity {
    /// The executable's name without its folder, from getprogname(3).
    static var name: String? { SystemCall.programName }

    /// The kernel's identifier of this boot, from sysctl(3).
    static var bootID: String? { SystemCall.systemText("kern.bootsessionuuid") }
  }

#endif

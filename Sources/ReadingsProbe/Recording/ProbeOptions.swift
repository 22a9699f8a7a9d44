import ReadingsFormat

extension Probe {
  /// What a probe records beside the program's own metrics, and how it keeps it.
  public struct Options: Sendable {
    /// The groups of vitals to record. See `VitalsGroup` for what each costs.
    public var vitals: [VitalsGroup] = [.process, .allocator]
    /// The limit on disk space; `nil`, the default, is none: the file grows as long as it is recorded.
    public var rotation: Rotation?
    /// What the recording survives beside the end of the process.
    public var durability = Durability.processEnd
    /// How rows get into the file.
    ///
    /// `.mapped` costs no system call, and installs a handler for SIGBUS, which keeps a file that
    /// somebody cuts short from killing the program, and passes on every other SIGBUS. `.written`
    /// costs two more system calls a row and installs no handler.
    public var storage = LogWriter.Storage.mapped

    /// Makes the default options.
    public init() {}

    /// The sentence that says what is out of range, or `nil`.
    var flaw: String? { rotation?.flaw ?? durability.flaw }
  }
}

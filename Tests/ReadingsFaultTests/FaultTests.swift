import Testing

/// Everything that the world can do to a recording, done for real: the host goes on, the file stays
/// valid, and what happened is in the file or in one line on standard error.
///
/// One after the other, as these tests mount file systems, set clocks and count descriptors.
@Suite(.serialized, .timeLimit(.minutes(5))) enum FaultTests {}

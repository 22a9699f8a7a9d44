import FuzzTrials

/// libFuzzer's entry: `Trial.recovery`.
@c(LLVMFuzzerTestOneInput)
public func fuzzRecovery(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  Trial.recovery.fuzz(data, size)
}

import FuzzTrials

/// libFuzzer's entry: `Trial.roundTrip`.
@c(LLVMFuzzerTestOneInput)
public func fuzzRoundTrip(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  Trial.roundTrip.fuzz(data, size)
}

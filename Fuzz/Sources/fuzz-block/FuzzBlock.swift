import FuzzTrials

/// libFuzzer's entry: `Trial.block`.
@c(LLVMFuzzerTestOneInput)
public func fuzzBlock(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  Trial.block.fuzz(data, size)
}

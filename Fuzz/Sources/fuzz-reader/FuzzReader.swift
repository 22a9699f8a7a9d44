import FuzzTrials

/// libFuzzer's entry: `Trial.reader`.
@c(LLVMFuzzerTestOneInput)
public func fuzzReader(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  Trial.reader.fuzz(data, size)
}

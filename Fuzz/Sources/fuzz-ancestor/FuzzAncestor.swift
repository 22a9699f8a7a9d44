import FuzzTrials

/// libFuzzer's entry: `Trial.ancestor`.
@c(LLVMFuzzerTestOneInput)
public func fuzzAncestor(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  Trial.ancestor.fuzz(data, size)
}

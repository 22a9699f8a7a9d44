import FuzzSupport

/// Reads any bytes as a file. The last byte says whether the checksums are repaired before: behind
/// the file, so that seeds keep their offsets.
@c(LLVMFuzzerTestOneInput)
public func fuzzReader(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  guard let data, size > 1 else { return 0 }
  let bytes = Array(UnsafeBufferPointer(start: data, count: size - 1))
  ScratchFile.fill(data[size - 1] & 1 == 0 ? bytes : ChecksumRepair.repaired(bytes))
  Inspection.inspect(path: ScratchFile.path)
  return 0
}

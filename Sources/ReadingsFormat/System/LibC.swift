#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The calls of the C library that `SystemCall` has wrappers of the same name for: the name of the
/// module that they come from differs from platform to platform.
enum LibC {
  @inline(__always) static func open(_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32 {
    #if canImport(Darwin)
      Darwin.open(path, flags, mode)
    #else
      Glibc.open(path, flags, mode)
    #endif
  }

  @inline(__always) static func close(_ descriptor: Int32) -> Int32 {
    #if canImport(Darwin)
      Darwin.close(descriptor)
    #else
      Glibc.close(descriptor)
    #endif
  }

  @inline(__always) static func read(
    _ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int
  ) -> Int {
    #if canImport(Darwin)
      Darwin.read(descriptor, buffer, count)
    #else
      Glibc.read(descriptor, buffer, count)
    #endif
  }

  @inline(__always) static func pread(
    _ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int, _ offset: off_t
  ) -> Int {
    #if canImport(Darwin)
      Darwin.pread(descriptor, buffer, count, offset)
    #else
      Glibc.pread(descriptor, buffer, count, offset)
    #endif
  }

  @inline(__always) static func write(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int)
    -> Int
  {
    #if canImport(Darwin)
      Darwin.write(descriptor, bytes, count)
    #else
      Glibc.write(descriptor, bytes, count)
    #endif
  }

  @inline(__always) static func pwrite(
    _ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int, _ offset: off_t
  ) -> Int {
    #if canImport(Darwin)
      Darwin.pwrite(descriptor, bytes, count, offset)
    #else
      Glibc.pwrite(descriptor, bytes, count, offset)
    #endif
  }

  @inline(__always) static func link(_ old: String, _ new: String) -> Int32 {
    #if canImport(Darwin)
      Darwin.link(old, new)
    #else
      Glibc.link(old, new)
    #endif
  }

  @inline(__always) static func unlink(_ path: String) -> Int32 {
    #if canImport(Darwin)
      Darwin.unlink(path)
    #else
      Glibc.unlink(path)
    #endif
  }

  @inline(__always) static func rename(_ old: String, _ new: String) -> Int32 {
    #if canImport(Darwin)
      Darwin.rename(old, new)
    #else
      Glibc.rename(old, new)
    #endif
  }
}

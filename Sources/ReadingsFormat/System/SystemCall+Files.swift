#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Files and folders.
extension SystemCall {
  /// open(2), always with `O_CLOEXEC`.
  package static func open(
    _ path: String, _ flags: Int32, mode: mode_t = 0o644
  ) throws(Errno) -> Int32 {
    try check { LibC.open(path, flags | O_CLOEXEC, mode) }
  }

  /// close(2). Never repeated: the descriptor is gone even when it reports an error.
  package static func close(_ descriptor: Int32) { _ = LibC.close(descriptor) }

  /// pread(2); fewer bytes than asked for mean the end of the file.
  package static func pread(
    _ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer, at offset: UInt64
  ) throws(Errno) -> Int {
    try check { LibC.pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset)) }
  }

  /// read(2).
  package static func read(
    _ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer
  ) throws(Errno) -> Int {
    try check { LibC.read(descriptor, buffer.baseAddress, buffer.count) }
  }

  /// pwrite(2), until all is written.
  package static func pwriteAll(
    _ descriptor: Int32, _ bytes: UnsafeRawBufferPointer, at offset: UInt64
  ) throws(Errno) {
    var rest = bytes
    var position = offset
    while !rest.isEmpty {
      let written = try check {
        LibC.pwrite(descriptor, rest.baseAddress, rest.count, off_t(position))
      }
      rest = UnsafeRawBufferPointer(rebasing: rest[written...])
      position += UInt64(written)
    }
  }

  /// write(2), until all is written.
  package static func writeAll(
    _ descriptor: Int32, _ bytes: UnsafeRawBufferPointer
  ) throws(Errno) {
    var rest = bytes
    while !rest.isEmpty {
      let written = try check { LibC.write(descriptor, rest.baseAddress, rest.count) }
      rest = UnsafeRawBufferPointer(rebasing: rest[written...])
    }
  }

  /// link(2).
  package static func link(_ old: String, to new: String) throws(Errno) {
    try check { LibC.link(old, new) }
  }

  /// fcntl(2), F_DUPFD_CLOEXEC: another descriptor of the same open file, with a number of `lowest` or
  /// above.
  package static func duplicate(_ descriptor: Int32, from lowest: Int32) throws(Errno) -> Int32 {
    try check { fcntl(descriptor, F_DUPFD_CLOEXEC, lowest) }
  }

  /// How many descriptors the process may have open, from getrlimit(2); `nil` for no limit.
  package static var descriptorLimit: UInt64? {
    var limit = rlimit()
    #if canImport(Glibc)
      let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    #else
      let resource = RLIMIT_NOFILE
    #endif
    guard getrlimit(resource, &limit) == 0 else { return nil }
    return limit.rlim_cur <= UInt64(Int64.max) ? UInt64(limit.rlim_cur) : nil
  }

  /// Whether a file could be opened now, as far as the number of descriptors goes.
  package static var hasFreeDescriptor: Bool {
    do throws(Errno) {
      close(try open("/", O_RDONLY))
      return true
    } catch { return !error.isDescriptorExhaustion }
  }

  /// What `pick` makes of the names in a folder, one by one: there may be very many. In no order, and without
  /// `.` and `..`. (opendir(3), readdir(3))
  package static func names<Picked>(
    inFolder path: String, _ pick: (String) -> Picked?
  ) throws(Errno) -> [Picked] {
    guard let folder = opendir(path) else { throw .current }
    defer { closedir(folder) }
    var picked: [Picked] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != "..", let each = pick(name) { picked.append(each) }
    }
    return picked
  }

  /// unlink(2).
  package static func unlink(_ path: String) throws(Errno) { try check { LibC.unlink(path) } }

  /// rename(2).
  package static func rename(_ old: String, to new: String) throws(Errno) {
    try check { LibC.rename(old, new) }
  }

  /// readlink(2); what goes beyond 4096 bytes is cut off.
  package static func readLink(_ path: String) throws(Errno) -> String {
    var target = [UInt8](repeating: 0, count: 4096)
    let count = try check {
      target.withUnsafeMutableBytes {
        readlink(path, $0.bindMemory(to: CChar.self).baseAddress!, $0.count)
      }
    }
    return String(decoding: target[..<count], as: UTF8.self)
  }

  /// The path that a file has which would be made at `path`: symbolic links in place of the file are
  /// followed, as open(2) does, whether they lead to something or not (readlink(2)).
  ///
  /// Throws ELOOP for links that lead in a circle, and for those into /proc: what they stand for is an
  /// open file of some process, whose name is its own.
  package static func followingLinks(_ path: String) throws(Errno) -> String {
    var path = path
    for _ in 0..<40 {
      let target: String
      do throws(Errno) {
        target = try readLink(path)
      } catch { return path }
      if target.hasPrefix("/") {
        path = target
      } else {
        let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
        path = path[..<slash] + target
      }
      if path.hasPrefix("/proc/") || path.hasPrefix("/dev/fd/") { break }
    }
    throw Errno(rawValue: ELOOP)
  }

  /// The path from the root on, by the working folder of this moment (getcwd(3)); as it is where there
  /// is no telling.
  package static func absolutePath(_ path: String) -> String {
    guard !path.isEmpty, !path.hasPrefix("/"), let folder = getcwd(nil, 0) else { return path }
    defer { free(folder) }
    return "\(String(cString: folder))/\(path)"
  }

  /// Whether a write would not have to wait, from poll(2).
  package static func isWritable(_ descriptor: Int32) -> Bool {
    var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    return poll(&request, 1, 0) == 1 && request.revents & Int16(POLLOUT) != 0
  }

  /// flock(2), without waiting.
  package static func lock(_ descriptor: Int32, exclusively: Bool) throws(Errno) {
    try check { flock(descriptor, (exclusively ? LOCK_EX : LOCK_SH) | LOCK_NB) }
  }

  /// flock(2): gives a lock back.
  package static func unlock(_ descriptor: Int32) { _ = flock(descriptor, LOCK_UN) }

  /// ftruncate(2).
  package static func truncate(_ descriptor: Int32, to size: UInt64) throws(Errno) {
    try check { ftruncate(descriptor, off_t(size)) }
  }
}

#if os(Linux)

  import ReadingsFormat

  /// The folders of the process's control group and of all above it that can be seen, for one
  /// controller.
  struct CgroupFolders: Equatable {
    /// The version of the interface, see cgroups(7).
    enum Version { case v1, v2 }

    let version: Version
    /// The folders from the process's own upwards, at least one.
    let paths: [String]

    /// Finds the folders.
    ///
    /// - Parameter root: What all paths start with; empty, except in tests.
    ///
    /// Nil where the process's control group can't be seen: nothing is mounted, or only a part of
    /// the tree that it is not in, as a namespace makes it. Throws what opening the two files of
    /// /proc throws.
    static func find(_ controller: String, root: String) throws(Errno) -> CgroupFolders? {
      let memberships = CgroupMembership.all(in: try WholeFile.text("\(root)/proc/self/cgroup"))
      let mounts = CgroupMount.all(in: try WholeFile.text("\(root)/proc/self/mountinfo"))
      guard let membership = CgroupMembership.of(controller, in: memberships) else { return nil }
      let version: Version = membership.controllers == nil ? .v2 : .v1
      // The longest way up shows the most limits.
      let paths = mounts.filter {
        version == .v2 ? $0.controllers == nil : $0.controllers?.contains(controller) == true
      }.compactMap { mount in
        below(mount.root, membership.path).map { way(up: $0, to: root + mount.point) }
      }.max { $0.count < $1.count }
      return paths.map { CgroupFolders(version: version, paths: $0) }
    }

    /// The names on the way from control group `top` down to `path`; nil if it isn't below.
    ///
    /// Both may have ".." for what lies above the root of the process's namespace. Nothing tells the
    /// names that lead back from there.
    private static func below(_ top: String, _ path: String) -> [Substring]? {
      let top = top.split(separator: "/")
      let path = path.split(separator: "/")
      guard path.starts(with: top), !path[top.count...].contains("..") else { return nil }
      return Array(path[top.count...])
    }

    private static func way(up names: [Substring], to point: String) -> [String] {
      (0...names.count).reversed().map { count in
        names.prefix(count).reduce(point) { "\($0)/\($1)" }
      }
    }

    /// The position of the folder with the lowest limit, the nearest of equals; nil if none has one.
    ///
    /// - Parameter limit: The limit in a folder; nil if there is none.
    func tightest<Limit: Comparable>(
      _ limit: (String) throws(Errno) -> Limit?
    ) throws(Errno) -> Int? {
      var best: (index: Int, limit: Limit)?
      for (index, path) in paths.enumerated() {
        guard let limit = try limit(path) else { continue }
        if let best, best.limit <= limit { continue }
        best = (index, limit)
      }
      return best?.index
    }
  }

#endif

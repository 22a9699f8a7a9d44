import Foundation
import ReadingsFormat

/// What a single trial says of itself.
extension Trial {
  /// Says what a file consists of.
  func show(_ file: MutatedFile) {
    var offset = 0
    for part in file.parts {
      switch part {
      case .original(let source, let bytes): say("byte \(offset): source \(source), \(bytes)")
      case .other(let bytes): say("byte \(offset): \(bytes.count) other bytes")
      }
      offset += part.count
    }
  }

  /// Says what a check found.
  func show(_ check: FileCheck) {
    for part in check.recordings {
      let name = part.header?.processName ?? "no header"
      say("recording \(part.tag): \(name), \(part.byteCount) bytes from byte \(part.byteOffset)")
    }
    for damage in check.damage {
      let rows = damage.rows.map { ", rows \($0)" } ?? ""
      say("byte \(damage.byteOffset), \(damage.byteCount) bytes: \(damage.reason)\(rows)")
    }
  }

  /// Says what a recovery wrote.
  func show(_ report: Recovery.Report) {
    say(
      "recovered \(report.recording?.description ?? "none"): \(report.rowCount) rows of \(report.blockCount) blocks"
    )
    for damage in report.damage { say("  \(damage.reason) \(damage.rows.map { "\($0)" } ?? "")") }
  }

  private func say(_ line: String) {
    FileHandle.standardError.write(Data((line + "\n").utf8))
  }
}

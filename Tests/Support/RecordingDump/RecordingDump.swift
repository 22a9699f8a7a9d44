import Foundation
import ReadingsFormat
import RecordingView

/// Prints what the files hold as JSON, for `make test-spec` to compare with another reader's.
///
/// Several files are printed one behind the other. The status is 1 if one is refused, 2 if one
/// cannot be read.
@main
enum RecordingDump {
  static func main() {
    var status: Int32 = 0
    for path in CommandLine.arguments.dropFirst() {
      do throws(ReadingsError) {
        print(try RecordingView(path: path).json, terminator: "")
      } catch {
        if let refusal = RecordingView.json(refusing: error) {
          print(refusal, terminator: "")
          status = max(status, 1)
        } else {
          FileHandle.standardError.write(Data("\(error)\n".utf8))
          status = 2
        }
      }
    }
    exit(status)
  }
}

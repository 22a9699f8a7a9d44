import Glibc
// For what importing it does: a recording that the environment asks for.
import ReadingsProbe

/// A program without a line of code for its probe. It says that it runs, sleeps until its standard
/// input ends, and exits with status 7.
@main
struct DormantHost {
  static func main() {
    print("running")
    fflush(nil)
    while readLine() != nil {}
    exit(7)
  }
}

import Glibc
// For what importing it does: a recording that the environment asks for.
import ReadingsProbe

/// A program without a line of code for its probe. It blocks all signals, says that it runs, sleeps
/// until its standard input ends, and exits with status 7.
@main
struct DormantHost {
  static func main() {
    var all = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_SETMASK, &all, nil)
    print("running")
    fflush(nil)
    while readLine() != nil {}
    exit(7)
  }
}

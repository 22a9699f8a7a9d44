import CReadingsSystem
import ReadingsFormat

/// Switches the probe on before `main`, if the environment asks for it. See `EnvironmentSettings`.
///
/// Whatever goes wrong is one line on standard error, and the program goes on.
@c(creadings_activate)
func activateFromEnvironment() {
  let settings = EnvironmentSettings { name in
    creadings_environment(name).map { String(cString: $0) }
  }
  guard let settings else { return }
  for complaint in settings.complaints {
    RecordingReport.line(complaint, path: settings.path.text)
  }
  let recordings = SwitchedRecordings(
    path: settings.path, heartbeat: settings.heartbeat, options: settings.options)
  environmentRecordings.withLock { $0 = recordings }
  guard let signal = settings.signal else { return recordings.start(isProgramsOwn: true) }
  do throws(ReadingsError) {
    try SignalSwitch.install(signal, recordings)
  } catch {
    RecordingReport.line(error.message, path: settings.path.text)
  }
}

/// Keeps the probe when the program makes another one the global probe.
private let environmentRecordings = Guarded<SwitchedRecordings?>(nil)

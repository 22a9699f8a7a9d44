extension Panel {
  /// The panel of CPU use: the kernel's share at the bottom, the whole above it.
  ///
  /// - Returns: `nil` if the recording has no CPU time.
  static func cpu(_ data: PlotData, share: CoreShare) -> Panel? {
    guard let (total, kernel) = data.rate(.cpu) else { return nil }
    let whole = total.curve(scaledBy: 100)
    let user = Colour.sky.faded(0.45)
    let inKernel = Colour.vermilion.faded(0.7)
    let layers = [
      Layer(shape: .area, colour: user, runs: whole),
      Layer(shape: .outline, colour: Colour.blue.faded(0.22), runs: total.band(scaledBy: 100)),
      Layer(shape: .area, colour: inKernel, runs: kernel.curve(scaledBy: 100)),
      Layer(shape: .line, colour: .blue, runs: whole),
    ]
    let legends = [
      Legend(text: "user", colour: user, shape: .area),
      Legend(text: "kernel", colour: inKernel, shape: .area),
      Legend(text: "total", colour: .blue, shape: .line),
    ]

    let peak = (total.peak ?? 0) * 100
    // From half a load on, the whole load is the yardstick.
    let top = peak >= 50 ? max(peak, 100) : max(peak, 1)
    let texts = [total.mean * 100, peak].map(ValueScale.percent.text)
    let remark = total.peak == nil ? "" : "mean \(texts[0]) · max \(texts[1])"
    return Panel(
      title: "CPU", unit: unit(data, share: share), legends: legends, remark: remark, weight: 3,
      axis: ValueAxis(0...top, scale: .percent, startsAtZero: true), layers: layers)
  }

  private static func unit(_ data: PlotData, share: CoreShare) -> String {
    if share.isSingle { return "% of one core" }
    guard let cores = data.cores ?? share.headerCount, cores >= 1 else { return "% of one core" }
    return cores == 1 ? "% of 1 core" : "% of \(NumberText.brief(cores)) cores"
  }
}

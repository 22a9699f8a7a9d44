extension Picture {
  /// Draws the ticks under the last panel, what they count, and what hatching means.
  func drawFoot(on canvas: Canvas) {
    guard let plot = layout.panels.last?.plot else { return }
    for tick in time.ticks {
      let x = (plot.x + data.axis.position(of: tick.value)).rounded(.down) + 0.5
      canvas.stroke([(x, plot.bottom), (x, plot.bottom + 4)], .frame, width: 1)
      let half = canvas.measure(tick.label, Self.fontSize, false) / 2
      let middle = min(max(x, half + 2), layout.picture.right - half - 2)
      canvas.write(
        tick.label, x: middle, y: plot.bottom + 17, size: Self.fontSize, .ink, .centre)
    }
    let y = plot.bottom + 35
    var right = plot.right
    if omittedSeries > 0 {
      let text = "+\(omittedSeries) more series, no room"
      canvas.write(text, x: plot.right, y: y, size: Self.fontSize, .dimInk, .right)
      right -= canvas.measure(text, Self.fontSize, false) + 12
    }
    let left = drawGapKeys(from: plot.x, to: right, y: y, on: canvas)
    let half = canvas.measure(time.caption, Self.fontSize, false) / 2
    let middle = plot.x + plot.width / 2
    if middle - half > left && middle + half < right {
      canvas.write(time.caption, x: middle, y: y, size: Self.fontSize, .dimInk, .centre)
    }
  }

  /// Draws a piece of each hatching in the picture and what it means, as far as there is room;
  /// returns where they end.
  private func drawGapKeys(
    from left: Double, to right: Double, y: Double, on canvas: Canvas
  ) -> Double {
    var x = left
    for (cause, text) in [(GapMap.Cause.missed, "beats missed"), (.lost, "rows unreadable")]
    where data.gaps.causes.contains(cause) {
      let end = x + 23 + canvas.measure(text, Self.fontSize, false) + 16
      guard end < right else { break }
      drawHatching(in: Rectangle(x: x, y: y - 9, width: 18, height: 11), cause, on: canvas)
      canvas.write(text, x: x + 23, y: y, size: Self.fontSize, .dimInk)
      x = end
    }
    return x
  }

  /// Draws a hatched veil over the spans of which nothing is known.
  func drawGaps(in plot: Rectangle, on canvas: Canvas) {
    for span in data.gaps.spans {
      let area = Rectangle(
        x: plot.x + Double(span.columns.lowerBound), y: plot.y,
        width: Double(span.columns.count), height: plot.height)
      drawHatching(in: area, span.cause, on: canvas)
    }
  }

  private func drawHatching(in area: Rectangle, _ cause: GapMap.Cause, on canvas: Canvas) {
    let colour = cause == .lost ? Colour.vermilion.faded(0.5) : Colour.ink.faded(0.2)
    let distance = 7.0
    canvas.clipped(to: area) {
      canvas.fill(area, Colour.paper.faded(0.7))
      // Lines start at multiples of their distance, so that they meet across panels' edges.
      var x = ((area.x - area.height) / distance).rounded(.down) * distance
      while x < area.right {
        canvas.stroke([(x, area.bottom), (x + area.height, area.y)], colour, width: 1)
        x += distance
      }
    }
  }
}

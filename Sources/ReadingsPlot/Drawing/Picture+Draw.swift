extension Picture {
  /// Draws everything, from back to front.
  func draw(on canvas: Canvas) {
    drawHeader(on: canvas)
    for (index, place) in layout.panels.enumerated() {
      drawStrips(in: place.plot, on: canvas)
      drawTimeGrid(in: place.plot, on: canvas)
      drawFrame(around: place.plot, on: canvas)
      if panels.indices.contains(index) {
        draw(panels[index], in: place.plot, on: canvas)
      }
      drawGaps(in: place.plot, on: canvas)
    }
    drawEvents(on: canvas)
    for (panel, place) in zip(panels, layout.panels) {
      drawHeading(of: panel, in: place.heading, on: canvas)
    }
    drawFoot(on: canvas)
    if data.rowCount == 0, let plot = layout.panels.first?.plot {
      canvas.write(
        emptyText, x: plot.x + plot.width / 2, y: plot.y + plot.height / 2 + 7, size: 20, .dimInk,
        .centre)
    }
  }

  private func drawHeader(on canvas: Canvas) {
    let header = layout.header
    canvas.write(title, x: header.x, y: header.y + 14, size: Self.titleSize, .ink, isBold: true)
    for (index, line) in facts.enumerated() {
      canvas.write(
        line, x: header.x, y: header.y + 32 + 15 * Double(index), size: Self.fontSize, .dimInk)
    }
  }
}

extension Picture {
  /// Writes a panel's heading, on white so that the events' leaders don't run through it.
  func drawHeading(of panel: Panel, in place: Rectangle, on canvas: Canvas) {
    let y = place.bottom - 7
    let remarkWidth = canvas.measure(panel.remark, Self.fontSize, false)
    let showsRemark = !panel.remark.isEmpty && remarkWidth < place.width * 0.55
    let end = place.right - (showsRemark ? remarkWidth + 16 : 0)
    var x = place.x
    func word(_ text: String, _ colour: Colour, isBold: Bool = false) {
      guard !text.isEmpty, end - x > 24 else { return }
      let shown = LabelText.fit(text, into: end - x) { canvas.measure($0, Self.fontSize, isBold) }
      let width = canvas.measure(shown, Self.fontSize, isBold)
      blank(from: x - 3, to: x + width + 3, in: place, on: canvas)
      canvas.write(shown, x: x, y: y, size: Self.fontSize, colour, isBold: isBold)
      x += width
    }
    word(panel.title, .ink, isBold: true)
    x += 8
    word(panel.unit, .dimInk)
    x += panel.unit.isEmpty ? 8 : 16
    for legend in panel.legends where end - x > 40 {
      blank(from: x - 3, to: x + 20, in: place, on: canvas)
      drawKey(legend, x: x, y: y, on: canvas)
      x += 20
      word(legend.text, .ink)
      x += 16
    }
    if showsRemark {
      blank(from: place.right - remarkWidth - 3, to: place.right + 3, in: place, on: canvas)
      canvas.write(panel.remark, x: place.right, y: y, size: Self.fontSize, .dimInk, .right)
    }
  }

  private func blank(
    from left: Double, to right: Double, in place: Rectangle, on canvas: Canvas
  ) {
    canvas.fill(
      Rectangle(x: left, y: place.y + 2, width: right - left, height: place.height - 4), .paper)
  }

  private func drawKey(_ legend: Legend, x: Double, y: Double, on canvas: Canvas) {
    switch legend.shape {
    case .area, .outline:
      canvas.fill(Rectangle(x: x, y: y - 8, width: 15, height: 9), legend.colour)
    case .line:
      canvas.stroke([(x, y - 4), (x + 15, y - 4)], legend.colour, width: 2)
    case .dashed:
      canvas.stroke([(x, y - 4), (x + 15, y - 4)], legend.colour, width: 1.2, dashes: [4, 3])
    }
  }
}

extension Picture {
  /// Draws the background strips, which flip at each event.
  ///
  /// They are left out when they would be thinner than the eye can follow.
  func drawStrips(in plot: Rectangle, on canvas: Canvas) {
    guard data.events.count <= data.axis.columnCount / 6 else { return }
    let marks = data.events.marks
    var start = plot.x
    var isShaded = data.events.earlier % 2 == 1
    for mark in marks {
      let x = plot.x + data.axis.position(of: mark.seconds)
      if isShaded { shade(from: start, to: x, in: plot, on: canvas) }
      start = x
      isShaded = mark.ordinal % 2 == 0
    }
    if isShaded { shade(from: start, to: plot.right, in: plot, on: canvas) }
  }

  private func shade(from left: Double, to right: Double, in plot: Rectangle, on canvas: Canvas) {
    canvas.fill(
      Rectangle(x: left, y: plot.y, width: right - left, height: plot.height), .strip)
  }

  /// Draws the labels, and the lines that lead from them through all panels.
  func drawEvents(on canvas: Canvas) {
    guard data.events.count > 0, let first = layout.panels.first?.plot,
      let last = layout.panels.last?.plot
    else { return }
    let lane = layout.lane
    for mark in data.events.marks {
      let x = lane.x + data.axis.position(of: mark.seconds)
      canvas.stroke([(x, first.y - 4), (x, first.y)], .leader, width: 1)
    }
    for label in self.lane.labels {
      let top = lane.y + label.box.y
      let start = lane.y + label.leaderTop
      canvas.stroke([(label.x, start), (label.x, first.y)], .leader)
      canvas.stroke([(label.x, first.y), (label.x, last.bottom)], .faintLeader, dashes: [2, 2])
      canvas.write(
        label.text, x: label.box.x, y: top + EventLane.rowHeight - 4, size: EventLane.fontSize,
        .ink)
    }
    canvas.write(
      "Events", x: lane.x - 10, y: lane.y + 11, size: Self.fontSize, .ink, .right, isBold: true)
    if self.lane.hidden > 0 {
      canvas.write(
        "+\(NumberText.count(self.lane.hidden)) more", x: lane.x - 10, y: lane.y + 26,
        size: EventLane.fontSize, .dimInk, .right)
    }
  }
}

extension Picture {
  /// Draws the time axis's ticks through a panel.
  func drawTimeGrid(in plot: Rectangle, on canvas: Canvas) {
    for tick in time.ticks {
      let x = (plot.x + data.axis.position(of: tick.value)).rounded(.down) + 0.5
      canvas.stroke([(x, plot.y), (x, plot.bottom)], .grid, width: 1)
    }
  }

  /// Draws a panel's axis and curves.
  func draw(_ panel: Panel, in plot: Rectangle, on canvas: Canvas) {
    for tick in panel.axis.ticks(height: plot.height) {
      let exact = plot.bottom - panel.axis.share(of: tick.value) * plot.height
      let y = min(exact.rounded(.down) + 0.5, plot.bottom - 0.5)
      let isZero = tick.value == 0 && panel.axis.range.lowerBound < 0
      canvas.stroke([(plot.x, y), (plot.right, y)], isZero ? .frame : .grid, width: 1)
      canvas.write(
        tick.label, x: plot.x - 8, y: min(exact + 4, plot.bottom + 3), size: Self.fontSize, .ink,
        .right)
    }
    // A hair more than the plot, so that a line along its edge is seen whole.
    let clip = Rectangle(x: plot.x, y: plot.y - 1, width: plot.width, height: plot.height + 2)
    canvas.clipped(to: clip) {
      for layer in panel.layers {
        draw(layer, on: panel.axis, in: plot, canvas)
      }
    }
  }

  private func draw(_ layer: Layer, on axis: ValueAxis, in plot: Rectangle, _ canvas: Canvas) {
    let zero = plot.bottom - min(max(axis.share(of: 0), 0), 1) * plot.height
    for run in layer.runs {
      let points = run.map { point in
        // Cairo's coordinates end at some ten thousand pixels.
        let share = min(max(axis.share(of: point.value), -1), 2)
        return (x: plot.x + point.position, y: plot.bottom - share * plot.height)
      }
      guard let first = points.first, let last = points.last else { continue }
      switch layer.shape {
      case .area:
        canvas.fill([(first.x, zero)] + points + [(last.x, zero)], layer.colour)
      case .outline:
        canvas.fill(points, layer.colour)
      case .line where points.count == 1:
        canvas.dot(x: first.x, y: first.y, radius: 2, layer.colour)
      case .line:
        canvas.stroke(points, layer.colour)
      case .dashed:
        canvas.stroke(points, layer.colour, dashes: [4, 3])
      }
    }
  }

  /// Draws the lines at a panel's left and lower edge.
  func drawFrame(around plot: Rectangle, on canvas: Canvas) {
    canvas.stroke(
      [(plot.x - 0.5, plot.y), (plot.x - 0.5, plot.bottom + 0.5), (plot.right, plot.bottom + 0.5)],
      .frame, width: 1)
  }
}

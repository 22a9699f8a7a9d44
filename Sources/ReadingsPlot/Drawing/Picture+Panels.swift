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
    canvas.clipped(to: plot) {
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

  /// Draws a hatched veil over the spans of which nothing is known.
  func drawGaps(in plot: Rectangle, on canvas: Canvas) {
    for span in data.gaps.spans {
      let area = Rectangle(
        x: plot.x + Double(span.columns.lowerBound), y: plot.y,
        width: Double(span.columns.count), height: plot.height)
      let colour = span.cause == .lost ? Colour.vermilion.faded(0.45) : Colour.ink.faded(0.16)
      canvas.clipped(to: area) {
        canvas.fill(area, Colour.paper.faded(0.7))
        var x = (area.x - area.height) - (area.x - area.height).remainder(dividingBy: 8) - 8
        while x < area.right {
          canvas.stroke([(x, area.bottom), (x + area.height, area.y)], colour, width: 1)
          x += 8
        }
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

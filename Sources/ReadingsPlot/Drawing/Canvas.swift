import CCairo
import ReadingsFormat

/// A picture in memory that can be drawn on: the only part that knows cairo. Not thread-safe.
final class Canvas {
  /// Where the text's place lies in it.
  enum Alignment {
    case left, centre, right
  }

  private let surface: OpaquePointer
  private let context: OpaquePointer

  /// Makes a white picture.
  init(width: Int, height: Int) throws(ReadingsError) {
    guard
      let surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(width), Int32(height)),
      let context = cairo_create(surface)
    else { throw ReadingsError(.cannotCreate, "the picture could not be created") }
    self.surface = surface
    self.context = context
    if let reason = Self.flaw(cairo_status(context)) {
      throw ReadingsError(.cannotCreate, "the picture could not be created: \(reason)")
    }
    fill(
      Rectangle(x: 0, y: 0, width: Double(width), height: Double(height)), .paper)
  }

  deinit {
    cairo_destroy(context)
    cairo_surface_destroy(surface)
  }

  /// Fills a rectangle.
  func fill(_ area: Rectangle, _ colour: Colour) {
    use(colour)
    cairo_rectangle(context, area.x, area.y, area.width, area.height)
    cairo_fill(context)
  }

  /// Draws a line through some points.
  func stroke(
    _ points: [(x: Double, y: Double)], _ colour: Colour, width: Double = 0.8,
    dashes: [Double] = []
  ) {
    guard trace(points) else { return }
    use(colour)
    cairo_set_line_width(context, width)
    cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND)
    cairo_set_dash(context, dashes, Int32(dashes.count), 0)
    cairo_stroke(context)
  }

  /// Fills the outline through some points.
  func fill(_ points: [(x: Double, y: Double)], _ colour: Colour) {
    guard trace(points) else { return }
    use(colour)
    cairo_close_path(context)
    cairo_fill(context)
  }

  /// Draws a dot.
  func dot(x: Double, y: Double, radius: Double, _ colour: Colour) {
    use(colour)
    cairo_new_path(context)
    cairo_arc(context, x, y, radius, 0, 2 * Double.pi)
    cairo_fill(context)
  }

  /// Draws what `body` draws, but nothing outside a rectangle.
  func clipped(to area: Rectangle, _ body: () -> Void) {
    cairo_save(context)
    cairo_rectangle(context, area.x, area.y, area.width, area.height)
    cairo_clip(context)
    body()
    cairo_restore(context)
  }

  /// Writes a line of text; `y` is its baseline.
  func write(
    _ text: String, x: Double, y: Double, size: Double, _ colour: Colour,
    _ alignment: Alignment = .left, isBold: Bool = false
  ) {
    let width = alignment == .left ? 0 : measure(text, size, isBold)
    choose(size: size, isBold: isBold)
    use(colour)
    let start = alignment == .left ? x : alignment == .right ? x - width : x - width / 2
    cairo_move_to(context, start, y)
    cairo_show_text(context, text)
    cairo_new_path(context)
  }

  /// The width of a line of text.
  func measure(_ text: String, _ size: Double, _ isBold: Bool) -> Double {
    choose(size: size, isBold: isBold)
    var extents = cairo_text_extents_t()
    cairo_text_extents(context, text, &extents)
    return extents.x_advance
  }

  /// The picture as the bytes of a PNG file.
  func png() throws(ReadingsError) -> [UInt8] {
    cairo_surface_flush(surface)
    var bytes: [UInt8] = []
    let status = withUnsafeMutablePointer(to: &bytes) { target in
      cairo_surface_write_to_png_stream(
        surface,
        { target, data, count in
          guard let target, let data else { return CAIRO_STATUS_WRITE_ERROR }
          target.assumingMemoryBound(to: [UInt8].self).pointee.append(
            contentsOf: UnsafeBufferPointer(start: data, count: Int(count)))
          return CAIRO_STATUS_SUCCESS
        }, target)
    }
    if let reason = Self.flaw(cairo_status(context)) ?? Self.flaw(status) {
      throw ReadingsError(.inputOutput, "the picture could not be drawn: \(reason)")
    }
    return bytes
  }

  private func use(_ colour: Colour) {
    cairo_set_source_rgba(context, colour.red, colour.green, colour.blue, colour.opacity)
  }

  private func choose(size: Double, isBold: Bool) {
    cairo_select_font_face(
      context, "DejaVu Sans", CAIRO_FONT_SLANT_NORMAL,
      isBold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL)
    cairo_set_font_size(context, size)
  }

  /// Makes a path through some points; says whether there is one.
  private func trace(_ points: [(x: Double, y: Double)]) -> Bool {
    cairo_new_path(context)
    guard points.count > 1 else { return false }
    for point in points { cairo_line_to(context, point.x, point.y) }
    return true
  }

  /// What a status says, or `nil` when all is well.
  private static func flaw(_ status: cairo_status_t) -> String? {
    status == CAIRO_STATUS_SUCCESS ? nil : String(cString: cairo_status_to_string(status))
  }
}

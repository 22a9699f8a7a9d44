import ReadingsFormat

/// Draws recordings.
///
/// One pass over the blocks reduces every series to one cell a pixel column, so memory depends on
/// the picture's width and the number of metrics, not on the number of rows.
public struct Plot {
  /// A picture of a recording as the bytes of a PNG file.
  ///
  /// A recording without rows gives a picture that says so. A block that is damaged is left out
  /// and its time span hatched.
  ///
  /// - Throws: `ReadingsError` with code `invalidArgument` if an option is out of its range,
  ///   `inputOutput` if the recording can't be read or the picture can't be encoded.
  public static func png(
    of recording: any Recording, options: PlotOptions = PlotOptions()
  ) throws(ReadingsError) -> [UInt8] {
    if let flaw = options.flaw { throw ReadingsError(.invalidArgument, flaw) }
    let canvas = try Canvas(width: options.width, height: options.height)
    let picture = try Picture(of: recording, options: options, measure: canvas.measure)
    picture.draw(on: canvas)
    return try canvas.png()
  }
}

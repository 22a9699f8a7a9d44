import ReadingsFormat

/// The single pass over a recording that reduces its rows to pixel columns.
struct Extraction {
  /// What was found so far.
  var data: PlotData
  /// One meter a rate of the catalogue.
  var meters: [RateMeter]
  /// The counters of the row before, one a rate; `nil` after a schema without them.
  var counters: [RateMeter.Growth?]
  /// The time of the row before.
  var previous: Double?
  /// How far apart rows usually are; known once a block is decoded.
  var interval: BeatInterval?
  /// Whether rows were lost since the row before.
  var isAfterLoss = false
  /// Where in the rows of the last block's schema the series are found.
  var sources: (schema: Schema, Sources)?
  /// How the CPU's rate is divided.
  let coreShare: CoreShare

  /// Reduces a recording to `columnCount` pixel columns.
  ///
  /// Each block that meets the wanted part is decoded once; damaged ones leave a gap.
  static func run(
    _ recording: any Recording, options: PlotOptions, columnCount: Int
  ) throws(ReadingsError) -> PlotData {
    let blocks = recording.blocks
    let schemas = recording.schemas
    let span = RecordedSpan(of: recording, wanted: options.seconds)
    let axis = TimeAxis(span.shown, columnCount: columnCount)
    let spans = blocks.map { RecordedSpan.seconds(of: $0, in: schemas) }
    let shown = zip(blocks, spans).compactMap { block, seconds in
      seconds?.overlaps(span.shown) == true ? block.schemaIndex : nil
    }
    var seen = Set<Int>()
    let catalogue = Catalogue(
      of: shown.filter { span.hasRows && seen.insert($0).inserted }.map { schemas[$0] })
    var pass = Extraction(
      catalogue: catalogue, axis: axis,
      coreShare: CoreShare(of: recording.header, isSingle: options.singleCore))

    let buffer = ColumnBlock()
    var neighbour: Int?
    for (index, block) in blocks.enumerated() where span.hasRows {
      guard let seconds = spans[index] else { continue }
      if seconds.upperBound < axis.start {
        pass.data.events.pass(block.eventCount)
        neighbour = index
        continue
      }
      if let earlier = neighbour {
        pass.addEdge(
          of: blocks[earlier], isBefore: true, schema: schemas[blocks[earlier].schemaIndex])
        neighbour = nil
      }
      if seconds.lowerBound > axis.end {
        pass.addEdge(of: block, isBefore: false, schema: schemas[block.schemaIndex])
        break
      }
      do throws(ReadingsError) {
        try recording.decode(index, into: buffer)
        pass.add(buffer, header: recording.header)
      } catch {
        guard error.code == .damaged else { throw error }
        pass.lose(seconds)
      }
    }
    return pass.finish(damage: recording.damage)
  }

  private init(catalogue: Catalogue, axis: TimeAxis, coreShare: CoreShare) {
    let count = axis.columnCount
    data = PlotData(
      axis: axis, catalogue: catalogue,
      levels: catalogue.levels.map { _ in LevelSeries(columnCount: count) },
      rates: [], events: EventSeries(), gaps: GapMap(columnCount: count))
    meters = catalogue.rates.map { RateMeter(axis: axis, window: $0.window) }
    counters = catalogue.rates.map { _ in nil }
    self.coreShare = coreShare
  }

  /// Notes that a block's rows can't be read.
  private mutating func lose(_ seconds: ClosedRange<Double>) {
    isAfterLoss = true
    data.gaps.mark(
      from: max(previous ?? seconds.lowerBound, data.axis.start), to: seconds.upperBound,
      on: data.axis, .lost)
  }

  private mutating func finish(damage: [Damage]) -> PlotData {
    for index in meters.indices { meters[index].finish() }
    data.rates = meters.map { ($0.first, $0.second) }
    for span in damage.compactMap(\.seconds) {
      data.gaps.mark(from: span.lowerBound, to: span.upperBound, on: data.axis, .lost)
    }
    return data
  }
}

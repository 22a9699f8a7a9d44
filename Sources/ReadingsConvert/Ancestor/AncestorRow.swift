import ReadingsFormat

/// One row of the ancestor's text, as its line has it.
struct AncestorRow {
  /// Why a line is no row.
  enum Flaw: Error, Equatable {
    case cutShort
    case tooLong
    case valueCount(found: Int, wanted: Int)
    case notANumber(column: String)
    case tooLarge(column: String)
    case negativeTime
    case timeRunsBackwards
  }

  /// One number a column.
  var values: [Decimal] = []
  /// The event's label; `nil` if the row is no event.
  var label: String?
  /// Whether the label had to be repaired to be UTF-8.
  var isLabelRepaired = false
  /// The time in nanoseconds.
  var nanoseconds: Int64 = 0
  /// The line's number, counted from one.
  var lineNumber: UInt64 = 0
  /// Where the line starts in the file.
  var byteOffset: UInt64 = 0
  /// How many bytes the line takes.
  var byteCount: UInt64 = 0

  /// Replaces the row by what `line` holds.
  mutating func read(_ line: LineReader.Line, columns: AncestorColumns) throws(Flaw) {
    lineNumber = line.number
    byteOffset = line.byteOffset
    byteCount = line.byteCount
    guard !line.isTooLong else { throw .tooLong }
    // A number cut short would be taken for a smaller one.
    guard line.isComplete else { throw .cutShort }
    values.removeAll(keepingCapacity: true)
    var fields = Fields(line.text)
    for (index, mostPlaces) in columns.mostPlaces.enumerated() {
      guard let field = fields.next() else {
        throw .valueCount(found: values.count, wanted: columns.mostPlaces.count)
      }
      do throws(Decimal.Flaw) {
        values.append(try Decimal(field, mostPlaces: mostPlaces))
      } catch .notANumber {
        throw .notANumber(column: columns.list[index].name)
      } catch {
        throw .tooLarge(column: columns.list[index].name)
      }
    }
    guard let time = values[0].digits(places: Decimal.mostPlaces) else {
      throw .tooLarge(column: columns.list[0].name)
    }
    guard time >= 0 else { throw .negativeTime }
    nanoseconds = time
    readLabel(fields.rest)
  }

  private mutating func readLabel(_ text: UnsafeRawBufferPointer) {
    isLabelRepaired = false
    label = nil
    guard !text.isEmpty else { return }
    label = String(validating: text, as: UTF8.self)
    if label == nil {
      label = String(decoding: text, as: UTF8.self)
      isLabelRepaired = true
    }
  }
}

extension AncestorRow.Flaw: CustomStringConvertible {
  /// A few words for the list of damage.
  var description: String {
    switch self {
    case .cutShort: "cut short"
    case .tooLong: "longer than \(LineReader.longestLine >> 20) MiB"
    case .valueCount(let found, let wanted):
      "\(found) values where the header names \(wanted)"
    case .notANumber(let column): "the value of '\(column.visible())' is not a number"
    case .tooLarge(let column): "the value of '\(column.visible())' is too large"
    case .negativeTime: "negative time"
    case .timeRunsBackwards: "time runs backwards"
    }
  }
}

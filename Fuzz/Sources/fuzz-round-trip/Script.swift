import FuzzSupport
import ReadingsFormat

/// The rows that the fuzzer has had written so far.
struct Script {
  /// A row as it must be read.
  struct Row {
    var schema: Schema
    var values: [UInt64]
    var label: [UInt8]?
  }

  private(set) var schema: Schema
  private(set) var options = LogWriter.Options()
  private(set) var rows: [Row] = []
  private var values: [UInt64]
  private var lastTime: UInt64 = 1 << 63

  init(_ source: inout ByteSource) {
    options.rowsPerBlock = Int(source.byte()) + 1
    options.labelCapacity = 64 + Int(source.byte()) * 16
    options.growth = 1 + Int(source.byte()) * 64
    schema = Self.schema(id: 0, &source)
    values = [UInt64](repeating: 0, count: schema.columns.count)
  }

  private static func schema(id: UInt32, _ source: inout ByteSource) -> Schema {
    let types = source.bytes(Int(source.byte() & 0x1F))
    let metrics = types.enumerated().map { index, byte in
      Column("m\(index)", type: Column.ValueType.allCases[Int(byte) % 3])
    }
    return Schema(id: id, columns: [Column("time", kind: .time, meaning: .time)] + metrics)
  }

  mutating func change(_ writer: inout LogWriter, _ source: inout ByteSource) {
    schema = Self.schema(id: schema.id + 1, &source)
    values = [UInt64](repeating: 0, count: schema.columns.count)
    do { try writer.change(to: schema) } catch { fatalError("no other schema: \(error)") }
  }

  /// Appends one row or a run of rows, each column by small steps, by any, or not at all.
  mutating func append(to writer: inout LogWriter, _ source: inout ByteSource) {
    let head = source.byte()
    let steps = values.indices.map { _ in step(&source) }
    let label = head & 0x80 != 0 ? source.bytes(Int(source.byte())) : nil
    for _ in 0...(head & 0x3F) {
      for index in values.indices { values[index] &+= steps[index] }
      write(label, to: &writer)
    }
  }

  private func step(_ source: inout ByteSource) -> UInt64 {
    let byte = source.byte()
    return byte == 0xFF ? source.word() : UInt64(bitPattern: Int64(Int8(bitPattern: byte)))
  }

  private mutating func write(_ label: [UInt8]?, to writer: inout LogWriter) {
    let text = label.map { Array(String(decoding: $0, as: UTF8.self).utf8) }
    do throws(Errno) {
      try writer.append(values, label: text)
    } catch { fatalError("appending failed: \(error)") }
    lastTime = UInt64(
      bitPattern: max(Int64(bitPattern: lastTime), Int64(bitPattern: values[0])))
    rows.append(Row(schema: schema, values: [lastTime] + values.dropFirst(), label: text))
  }
}

import SeededRandom

extension MutatedFile {
  /// Does what disks, copies and people do to files, once to four times.
  mutating func mutate(_ sources: [SourceFile], using generator: inout SeededGenerator) {
    for _ in 0..<Int.random(in: 1...4, using: &generator) where count > 1 {
      mutateOnce(sources, using: &generator)
    }
  }

  private mutating func mutateOnce(_ sources: [SourceFile], using generator: inout SeededGenerator)
  {
    let whole = count
    switch Int.random(in: 0..<16, using: &generator) {
    case 0, 1, 2: flip(sources, using: &generator)
    case 3: replace(Int.random(in: 0..<whole, using: &generator)..<whole, with: [])
    case 4: replace(run(upTo: whole / 4, using: &generator), with: [])
    case 5: fill(page(4096, using: &generator)) { 0 }
    case 6: fill(page(512, using: &generator)) { 0 }
    case 7:
      fill(run(upTo: 3000, using: &generator)) { UInt8.random(in: 0...255, using: &generator) }
    case 8:
      let copied = slice(run(upTo: whole / 3, using: &generator))
      let place = Int.random(in: 0...whole, using: &generator)
      replace(place..<place, with: copied)
    case 9: splice(sources, overwriting: false, using: &generator)
    case 10: splice(sources, overwriting: true, using: &generator)
    case 11:
      let other = Int.random(in: sources.indices, using: &generator)
      let added = Part.original(source: other, bytes: 0..<sources[other].bytes.count)
      let place = Bool.random(using: &generator) ? 0 : whole
      replace(place..<place, with: [added])
    case 12: makeStale(sources, using: &generator)
    case 13: tear(sources, using: &generator)
    case 14: shufflePages(using: &generator)
    default:
      let first = run(upTo: whole / 4, using: &generator)
      let moved = slice(first)
      replace(first, with: [])
      let place = Int.random(in: 0...count, using: &generator)
      replace(place..<place, with: moved)
    }
  }

  /// Flips up to eight bits.
  private mutating func flip(_ sources: [SourceFile], using generator: inout SeededGenerator) {
    for _ in 0..<(1 << Int.random(in: 0...3, using: &generator)) {
      let offset = Int.random(in: 0..<count, using: &generator)
      let bit = UInt8(1) << Int.random(in: 0..<8, using: &generator)
      let byte: UInt8 =
        switch slice(offset..<offset + 1)[0] {
        case .original(let source, let range): sources[source].bytes[range.lowerBound]
        case .other(let bytes): bytes[0]
        }
      replace(offset..<offset + 1, with: [.other([byte ^ bit])])
    }
  }

  /// Gives some pages the state that they have in another copy of the same recording, as after a loss of
  /// power.
  private mutating func makeStale(
    _ sources: [SourceFile], using generator: inout SeededGenerator
  ) {
    guard let twin = copy(sources, using: &generator) else { return }
    for _ in 0..<Int.random(in: 1...4, using: &generator) {
      let page = page(4096, using: &generator)
      guard page.upperBound <= sources[twin].bytes.count else { continue }
      replace(page, with: [.original(source: twin, bytes: page)])
    }
  }

  /// Goes on with another copy of the same recording from some place on, as a copy of a live file that
  /// took its time.
  private mutating func tear(
    _ sources: [SourceFile], using generator: inout SeededGenerator
  ) {
    guard let twin = copy(sources, using: &generator) else { return }
    let place = Int.random(in: 0..<count, using: &generator) / 512 * 512
    let size = sources[twin].bytes.count
    guard place < size else { return }
    replace(place..<count, with: [.original(source: twin, bytes: place..<size)])
  }

  /// Another file of the recording that this one begins with.
  private func copy(
    _ sources: [SourceFile], using generator: inout SeededGenerator
  ) -> Int? {
    guard case .original(let source, _)? = parts.first else { return nil }
    return sources.indices.filter { $0 != source && sources[$0].group == sources[source].group }
      .randomElement(using: &generator)
  }

  /// Puts the pages of a part of the file into another order.
  private mutating func shufflePages(using generator: inout SeededGenerator) {
    let first = Int.random(in: 0..<count, using: &generator) / 4096 * 4096
    let pages = Int.random(in: 2...8, using: &generator)
    let range = first..<min(count, first + 4096 * pages)
    let parts = stride(from: range.lowerBound, to: range.upperBound, by: 4096).map {
      slice($0..<min(range.upperBound, $0 + 4096))
    }
    replace(range, with: Array(parts.shuffled(using: &generator).joined()))
  }

  private mutating func fill(_ range: Range<Int>, _ byte: () -> UInt8) {
    replace(range, with: [.other(range.map { _ in byte() })])
  }

  /// Puts a run of another recording, or of this one, somewhere.
  private mutating func splice(
    _ sources: [SourceFile], overwriting: Bool, using generator: inout SeededGenerator
  ) {
    let other = Int.random(in: sources.indices, using: &generator)
    let size = sources[other].bytes.count
    let start = Int.random(in: 0..<size, using: &generator)
    let end = Int.random(in: start + 1...size, using: &generator)
    let place = Int.random(in: 0...count, using: &generator)
    let covered = overwriting ? min(count, place + end - start) : place
    replace(place..<covered, with: [.original(source: other, bytes: start..<end)])
  }

  /// A run of bytes, more often a short one.
  private func run(upTo limit: Int, using generator: inout SeededGenerator) -> Range<Int> {
    let bits = Int.random(in: 0...16, using: &generator)
    let size = Int.random(in: 1...max(1, min(limit, 1 << bits)), using: &generator)
    let start = Int.random(in: 0..<count, using: &generator)
    return start..<min(count, start + size)
  }

  /// An aligned page, or the rest of the file behind its start.
  private func page(_ size: Int, using generator: inout SeededGenerator) -> Range<Int> {
    let start = Int.random(in: 0..<count, using: &generator) / size * size
    return start..<min(count, start + size)
  }
}

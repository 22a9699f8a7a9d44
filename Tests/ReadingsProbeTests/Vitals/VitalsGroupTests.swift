import Testing

@testable import ReadingsProbe

@Suite struct VitalsGroupTests {
  @Test func everyGroupIsFoundByItsName() {
    #expect(VitalsGroup.known.map(\.kind) == VitalsGroup.Kind.allCases)
    #expect(VitalsGroup.known.filter { $0 != .memory } == VitalsGroup.all)
    for group in VitalsGroup.known { #expect(VitalsGroup(name: group.name) == group) }
    #expect(VitalsGroup(name: "io") == .io)
    for name in ["", "IO", "io ", "disk"] { #expect(VitalsGroup(name: name) == nil) }
  }

  @Test func anotherIntervalIsAnotherValue() {
    let group = VitalsGroup.io.every(.milliseconds(250))
    #expect(group.minimumInterval == .milliseconds(250))
    #expect(group.name == "io")
    #expect(group != .io)
  }
}

#if os(Linux)

  import SeededRandom
  import Testing

  @testable import ReadingsProbe

  @Suite struct KernelTextTests {
    /// What `body` finds in a text.
    private func find<Result>(in text: String, _ body: (KernelText) -> Result) -> Result {
      Array(text.utf8).withUnsafeBytes { body(KernelText($0)) }
    }

    @Test func numbersAreFoundByTheirKeys() {
      let text = "oom_kill_disable 0\nunder_oom 1\noom_kill 25\nlast:\t 7\n"
      #expect(find(in: text) { $0.number(of: "oom_kill") } == 25)
      #expect(find(in: text) { $0.number(of: "under_oom") } == 1)
      #expect(find(in: text) { $0.number(of: "last") } == 7)
      #expect(find(in: text) { $0.number(of: "oom") } == nil)
      #expect(find(in: text) { $0.number(of: "kill") } == nil)
    }

    @Test func totalsAreFoundInTheirLines() {
      let text = "some avg10=0.47 total=344\nfull avg10=0.00 avg60=1.00 total=12\n"
      #expect(find(in: text) { $0.line(of: "some")?.number(behind: "total=") } == 344)
      #expect(find(in: text) { $0.line(of: "full")?.number(behind: "total=") } == 12)
      let without = "some avg10=0.47\nfull total=12\n"
      #expect(find(in: without) { $0.line(of: "some")?.number(behind: "total=") } == nil)
    }

    @Test(arguments: [
      "", " ", "\n", "x", "12", "12x\n", "-1\n", "0x1f\n", "9223372036854775808\n",
      "99999999999999999999999999\n", "1.5\n",
    ])
    func whatIsNoWholeNumberIsNone(_ text: String) {
      #expect(find(in: text) { $0.firstNumber } == nil)
    }

    @Test func theLargestNumberIsThatOfAColumn() {
      #expect(find(in: "9223372036854775807\n") { $0.firstNumber } == UInt64(Int64.max))
      #expect(find(in: "  00 1\n") { $0.firstNumber } == 0)
    }

    @Test func limitsOfMemory() {
      #expect(find(in: "max\n") { $0.memoryLimit } == 0)
      #expect(find(in: "9223372036854771712\n") { $0.memoryLimit } == 0)
      #expect(find(in: "9223372036854710272\n") { $0.memoryLimit } == 0)
      #expect(find(in: "536870912\n") { $0.memoryLimit } == 536_870_912)
      #expect(find(in: "maximum\n") { $0.memoryLimit } == nil)
    }

    @Test func limitsOfCores() {
      #expect(find(in: "max 100000\n") { $0.coreLimit } == 0)
      #expect(find(in: "150000 100000\n") { $0.coreLimit } == 1.5)
      #expect(find(in: "150000 0\n") { $0.coreLimit } == nil)
      #expect(find(in: "150000\n") { $0.coreLimit } == nil)
      #expect(find(in: "-1\n") { $0.quota } == 0)
      #expect(find(in: "150000\n") { $0.quota } == 150_000)
    }

    @Test func aNumberCutShortIsNone() {
      let text = "usage_usec 11036567965\nuser_usec 78\n"
      for count in 0..<text.utf8.count {
        let number = find(in: String(text.prefix(count))) { $0.number(of: "usage_usec") }
        #expect(number == (count > 22 ? 11_036_567_965 : nil))
      }
    }

    @Test func nothingInATextTraps() {
      var random = SeededGenerator(17)
      for _ in 0..<20_000 {
        let bytes = Garbage.bytes(using: &random)
        bytes.withUnsafeBytes { bytes in
          let text = KernelText(bytes)
          let numbers = [
            text.number(of: "some"), text.line(of: "full")?.number(behind: "total="),
            text.firstNumber, text.memoryLimit, text.quota,
          ]
          #expect(numbers.allSatisfy { $0 ?? 0 <= UInt64(Int64.max) })
          #expect((text.coreLimit ?? 0).isFinite)
          var count = 0
          _ = FolderListing.names(in: bytes) { name in
            count += 1
            return String(cString: name).utf8.count < bytes.count
          }
          #expect(count <= bytes.count / 19)
        }
      }
    }
  }

#endif

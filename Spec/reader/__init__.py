"""A reader of `.rdg` recordings, written from `Spec/format.md` and not from the Swift sources.

It takes the simplest way that keeps to the specification. There is a module for each section:

    primitives   1.5   integers, varints, zigzags, checksums; 8.3: proofs
    frames       2     magic numbers, heads, sealed frames
    header       3     the header frame, and 15: which versions are known
    schema       4     the schema frame
    block        5     the block frame and its ranges; 8.2: the control
    columnframe  6     the column frame: the LZ4 frame and its content
    columns      7     column codes, links, packed runs and bits
    openrows     8.3   rows that prove themselves, and 8.4: their labels
    index        9     the index frame
    hop          12    the frames of a sound file
    scan         13.1  the proven frames of any other
    rows         13.2  their rows
    loss         13.3  which rows are lost, and which bytes are damaged
    recording          all of it, of one file
    limits       14    what a reader believes
    intervals          sets of row numbers and of offsets
    dump               the output as JSON
"""

"""A reader of `.rdg` recordings, written from `Spec/format.md` and not from the Swift sources.

Where the two came to read a damaged file differently, the specification was made to say which is
right.

There is a module for each section of the specification:

    primitives   1.5   integers, varints, zigzags, checksums
    frames       2     magic numbers, heads, sealed frames; 10: what proves a slack frame's size
    header       3     the header frame, and 15: which versions are refused
    schema       4     the schema frame
    block        5     the block frame: control, count word, ranges
    columnframe  6     the column frame: the LZ4 frame and its content
    columns      7.1   column codes and 7.2, links
    bitpacking   7.3   packed runs, and 7.4, bits
    openframe    8     the open frame: rows and labels
    index        9     the index frame
    blocks       12    rows, block by block
    recovery     13    the walk over the frames, whole or damaged
    recordings   13.6  the recordings that a file holds
    recording    13.5  all rows of the first one, and what is reported as lost
    limits       14    what a reader believes
    dump               the output as JSON

It is meant to be read next to the specification, and takes the simplest way that keeps to it.
"""

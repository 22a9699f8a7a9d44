"""Section 14: what a reader believes at most."""

COLUMNS = 4096
NAME_BYTES = 1024
UNIT_BYTES = 64
SCHEMA_FRAME_BYTES = 524_280
BLOCK_ROWS = 65_535
BLOCK_VALUES = 262_144
ROW_NUMBER = 2**63 - 1
INDEX_OFFSET = 2**63 - 1
CONTENT_BYTES = 4 * 1024 * 1024
CONTENT_BY_SIZE = 255
RECORDINGS = 64
OPEN_FRAMES = 8  # of a damaged file, the last ones
TIERS = (4, 2, 1)  # by the run's level
VARINT_BYTES = 10


def recovery_budget(file_size: int) -> int:
    """Section 13.4: the bytes that may be hashed or decompressed while searching."""
    return 16 * file_size + 64 * 1024 * 1024

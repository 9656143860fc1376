"""Length hides (P8): plaintext grows to one of few lengths before it is sealed."""

from stagebaken.vault.errors import EnvelopeError

LENGTH_BYTES = 4  # the true length stands in front, so that any content unpads unambiguously
SMALLEST_STEP = 512


def padded_length(length: int) -> int:
    """Round up to the next multiple of max(512, 2^(floor(log2 n) - 5)): at most 3 % more."""
    if length < 1:
        return SMALLEST_STEP
    step = max(SMALLEST_STEP, 1 << max(length.bit_length() - 6, 0))
    return -(-length // step) * step


def pad(content: bytes) -> bytes:
    return frame(content, padded_length(LENGTH_BYTES + len(content)))


def frame(content: bytes, size: int) -> bytes:
    """Content with its length in front and zeros behind, `size` bytes in all."""
    framed = len(content).to_bytes(LENGTH_BYTES, "big") + content
    if len(framed) > size:
        raise ValueError("The content does not fit in its frame.")
    return framed.ljust(size, b"\0")


def unpad(padded: bytes) -> bytes:
    """Return the content of a frame that was authenticated already."""
    end = LENGTH_BYTES + int.from_bytes(padded[:LENGTH_BYTES], "big")
    if len(padded) < LENGTH_BYTES or end > len(padded) or padded.count(0, end) != len(padded) - end:
        raise EnvelopeError("The padding is not ours.")
    return padded[LENGTH_BYTES:end]

"""The length of one MPEG audio layer III frame, from its header (ISO 11172-3, 13818-3)."""

BITRATES = {  # kbit/s by index; MPEG-1, then MPEG-2 and 2.5
    True: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    False: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
HEADER_BYTES = 4
LAYER_III = 1


def frame_length(frame: bytes) -> int:
    """Return how long the frame that starts here is, or 0 when none does."""
    if len(frame) < HEADER_BYTES or frame[0] != 0xFF or frame[1] & 0xE0 != 0xE0:
        return 0
    version, layer = frame[1] >> 3 & 3, frame[1] >> 1 & 3
    bitrate, rate, padding = frame[2] >> 4, frame[2] >> 2 & 3, frame[2] >> 1 & 1
    is_first = version == 3
    if layer != LAYER_III or version not in RATES or rate >= len(RATES[version]):
        return 0
    if not 0 < bitrate < len(BITRATES[is_first]):
        return 0
    factor = 144_000 if is_first else 72_000
    return factor * BITRATES[is_first][bitrate] // RATES[version][rate] + padding

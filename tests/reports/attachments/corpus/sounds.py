"""Recordings as phones and browsers make them, with tags and covers in them."""

import array
import io
import math
from fractions import Fraction
from typing import Any

import av

from tests.reports.attachments.corpus.images import BYTES, CANARY, jpeg_with_traces

TAGS = {
    "title": CANARY,
    "artist": CANARY,
    "comment": CANARY,
    "location": "+52.0907+005.1214/",
    "creation_time": "2026-11-20T10:00:00Z",
}
RATE = 48_000
FRAME = 960


def tone(samples: int) -> list[int]:
    return [int(8000 * math.sin(position / 20)) for position in range(samples)]


def recorded(container: str, codec: str, *, seconds: float = 1, **options: str) -> bytes:
    out = io.BytesIO()
    with av.open(out, "w", format=container, options=options) as new:
        stream: Any = new.add_stream(codec, rate=RATE)
        stream.layout = "mono"
        new.metadata.update(TAGS)
        encoder = stream.codec_context
        fitting = av.AudioResampler(encoder.format, "mono", RATE, encoder.frame_size or FRAME)
        for frame in [*_frames(int(RATE * seconds)), None]:
            for fitted in fitting.resample(frame):
                new.mux(stream.encode(fitted))
        new.mux(stream.encode(None))
    return out.getvalue()


def _frames(samples: int) -> list[av.AudioFrame]:
    sound = array.array("h", tone(FRAME)).tobytes()
    frames = []
    for start in range(0, samples, FRAME):
        frame = av.AudioFrame("s16", "mono", FRAME)
        frame.sample_rate, frame.pts, frame.time_base = RATE, start, Fraction(1, RATE)
        frame.planes[0].update(sound)
        frames.append(frame)
    return frames


def id3_picture() -> bytes:
    """An ID3 tag with a cover: a photo that has traces of its own."""
    body = b"\x00image/jpeg\x00\x03\x00" + jpeg_with_traces()
    frame = b"APIC" + _synchsafe(len(body)) + b"\x00\x00" + body
    return b"ID3\x04\x00\x00" + _synchsafe(len(frame)) + frame


def _synchsafe(size: int) -> bytes:
    return bytes((size >> shift) & 0x7F for shift in (21, 14, 7, 0))


def mp3_with_everything() -> bytes:
    """ID3v2 with a cover in front, ID3v1 and APE tags behind."""
    ape = b"APETAGEX" + (2000).to_bytes(4, "little") + BYTES * 20
    old = b"TAG" + BYTES.ljust(125, b"\x00")
    return id3_picture() + recorded("mp3", "libmp3lame") + ape + old


def video() -> bytes:
    out = io.BytesIO()
    with av.open(out, "w", format="mp4") as new:
        stream: Any = new.add_stream("mpeg4", rate=5)
        stream.width = stream.height = 64
        stream.pix_fmt = "yuv420p"
        for _ in range(3):
            new.mux(stream.encode(av.VideoFrame(64, 64, "yuv420p")))
        new.mux(stream.encode(None))
    return out.getvalue()


def playlist() -> bytes:
    """An HLS playlist that names another file; a guessing demuxer would open it."""
    return b"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n/etc/hostname\n#EXT-X-ENDLIST\n"


def tags_of(data: bytes) -> dict[str, str]:
    with av.open(io.BytesIO(data)) as container:
        found = dict(container.metadata)
        for stream in container.streams:
            found |= dict(stream.metadata)
    return found


def seconds_of(data: bytes) -> float:
    with av.open(io.BytesIO(data), "r") as container:
        frames = container.decode(container.streams.audio[0])
        return sum(int(frame.samples) for frame in frames) / RATE

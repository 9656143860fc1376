"""Sound: the packets of one audio stream move to a new container; everything else stays behind."""

import io
from collections.abc import Iterator
from typing import Any

import av
from av.stream import Disposition

from reports.attachments.cleaner.formats import Clean, Format, Limits, Source
from reports.attachments.cleaner.mpeg import frame_length
from reports.attachments.cleaner.refusals import Refusal, Uncleanable

# The demuxer is named, never guessed: playlists would let a file open other files.
DEMUXERS = {
    Source.MP3: "mp3",
    Source.ADTS: "aac",
    Source.MP4: "mov",
    Source.OGG: "ogg",
    Source.WEBM: "matroska",
    Source.WAV: "wav",
}
TARGETS = {
    "mp3": (Format.MP3, "mp3", {"id3v2_version": "0", "write_xing": "0"}),
    "aac": (Format.M4A, "ipod", {}),
    "alac": (Format.M4A, "ipod", {}),
    "opus": (Format.OGG, "ogg", {}),
    "pcm_s16le": (Format.WAV, "wav", {}),
    "pcm_s24le": (Format.WAV, "wav", {}),
    "pcm_u8": (Format.WAV, "wav", {}),
    "pcm_f32le": (Format.WAV, "wav", {}),
}
SETUP_BYTES = 512  # a decoder's set-up data is tens of bytes; more is a place to hide things
DECODED_SECONDS = 60  # so much must really be sound


# A tenth of a second of silence.
SAMPLE = (
    b"RIFF\x44\x03\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00"
    b"\x40\x1f\x00\x00\x40\x1f\x00\x00\x01\x00\x08\x00data\x20\x03\x00\x00" + b"\x80" * 800
)


def prepare() -> None:
    """Clean silence once: PyAV imports its parts at their first use."""
    av.logging.set_level(None)
    _moved(SAMPLE, Source.WAV)


def clean(data: bytes, source: Source, limits: Limits) -> Clean:
    del limits
    return _moved(data, source)


def _moved(data: bytes, source: Source) -> Clean:
    with _opened(data, source) as container:
        stream = _only_stream(container)
        target, muxer, options = TARGETS[_codec(stream)]
        out = io.BytesIO()
        with av.open(out, "w", format=muxer, options={"fflags": "+bitexact"} | options) as new:
            copy = new.add_stream_from_template(stream)
            for packet in _sounding(_packets(container, stream), stream):
                packet.stream = copy
                new.mux(packet)
    return Clean(target, out.getvalue())


def _opened(data: bytes, source: Source) -> Any:
    return av.open(io.BytesIO(data), format=DEMUXERS[source])


def _codec(stream: Any) -> str:
    name = stream.codec_context.codec.canonical_name
    return str(name)


def _only_stream(container: Any) -> Any:
    """Return the one audio stream. A cover picture is no video; timed metadata is left behind."""
    video = [s for s in container.streams.video if not s.disposition & Disposition.attached_pic]
    if video:
        raise Uncleanable(Refusal.VIDEO)
    if len(container.streams.audio) != 1:
        raise Uncleanable(Refusal.SOUND_TYPE)
    stream = container.streams.audio[0]
    if _codec(stream) not in TARGETS:
        raise Uncleanable(Refusal.SOUND_TYPE)
    if len(stream.codec_context.extradata or b"") > SETUP_BYTES:
        raise Uncleanable(Refusal.DAMAGED)
    return stream


def _sounding(packets: Iterator[Any], stream: Any) -> Iterator[Any]:
    """Pass the packets on, and refuse when their first minute is no sound."""
    heard, enough = 0, DECODED_SECONDS * (stream.rate or 1)
    for packet in packets:
        if heard < enough:
            heard += sum(frame.samples for frame in stream.codec_context.decode(packet))
        yield packet
    if not heard:
        raise Uncleanable(Refusal.DAMAGED)


def _packets(container: Any, stream: Any) -> Iterator[Any]:
    """Fresh packets: payload and times, without side data (which may carry tags)."""
    for packet in container.demux(stream):
        payload = bytes(packet)
        if packet.dts is None or not payload:
            continue
        if _codec(stream) == "mp3" and frame_length(payload) != len(payload):
            continue  # a tag or junk between frames
        fresh = av.Packet(payload)
        fresh.pts, fresh.dts, fresh.time_base = packet.pts, packet.dts, packet.time_base
        if packet.duration:
            fresh.duration = packet.duration
        fresh.is_keyframe = True
        yield fresh

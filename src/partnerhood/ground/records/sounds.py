"""How long a recording lasts, read from what the telephone wrote about it; None where it does not say."""

import struct

OGG_OPUS_BEATS = 48_000
BOX_HEAD = 8


def seconds(content: bytes) -> int | None:
    """The length of a recording in whole seconds, rounded up; None where the file does not say it in a way we read."""
    try:
        found = (
            _in_boxes(content) if content[4:8] == b"ftyp" else _in_pages(content) if content[:4] == b"OggS" else None
        )
    except (struct.error, ZeroDivisionError, IndexError):
        return None
    return None if found is None else int(-(-found // 1))


def _in_boxes(content: bytes) -> float | None:
    """MP4, M4A and 3GP: the film's head says beats and beats a second."""
    at = content.find(b"mvhd")
    if at < 0:
        return None
    if content[at + 4] == 1:
        a_second, beats = struct.unpack_from(">IQ", content, at + 24)
    else:
        a_second, beats = struct.unpack_from(">II", content, at + 16)
    return float(beats / a_second)


def _in_pages(content: bytes) -> float | None:
    """Ogg: the last page says at which beat it ends."""
    last = content.rfind(b"OggS")
    beats = struct.unpack_from("<q", content, last + 6)[0]
    vorbis = content.find(b"\x01vorbis", 0, 200)
    a_second = struct.unpack_from("<I", content, vorbis + 12)[0] if vorbis >= 0 else OGG_OPUS_BEATS
    return beats / a_second if beats >= 0 else None

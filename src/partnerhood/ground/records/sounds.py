"""How long a recording lasts, read from what the telephone wrote about it; None where it does not say."""

import struct

OGG_OPUS_BEATS = 48_000
BOX_HEAD = 8
VOICES = (b"OpusHead", b"\x01vorbis", b"Speex   ", b"\x7fFLAC")
"""How the first page of an Ogg file says in which way the sound is written."""
NARROW, WIDE = (12, 13, 15, 17, 19, 20, 26, 31, 5), (17, 23, 32, 36, 40, 46, 50, 58, 60, 5)
"""How long a frame of AMR is, for each way in which it may be written."""
NEAR = 4096
"""How far from its beginning a file says what is in it."""


def is_sound(content: bytes) -> bool:
    """Whether a file that begins as a sound goes on as one; a few first bytes alone are none."""
    try:
        return _goes_on(content)
    except (struct.error, IndexError):
        return False


def _goes_on(content: bytes) -> bool:
    start = content[:4]
    if content[4:8] == b"ftyp":
        return _has_film_head(content)
    if start == b"OggS":
        return any(voice in content[27:300] for voice in VOICES)
    if start == b"\x1aE\xdf\xa3":
        return any(name in content[:64] for name in (b"webm", b"matroska")) and b"\x18\x53\x80\x67" in content[:NEAR]
    if start == b"RIFF":
        return b"fmt " in content[12:NEAR] and b"data" in content[12:NEAR]
    if content.startswith((b"#!AMR\n", b"#!AMR-WB\n")):
        return _is_speech(content, content.index(b"\n") + 1, WIDE if b"-WB" in content[:9] else NARROW)
    if content.startswith(b"ID3"):
        return _is_frame(content, 10 + sum((content[6 + at] & 127) << 7 * (3 - at) for at in range(4)))
    return _is_frame(content, 0)


def _has_film_head(content: bytes) -> bool:
    """MP4, M4A and 3GP: box after box, and one of them says what is in the others."""
    at = 0
    while at + BOX_HEAD <= len(content):
        length, name = struct.unpack_from(">I4s", content, at)
        if name == b"moov":
            return True
        if length == 1:
            length = struct.unpack_from(">Q", content, at + BOX_HEAD)[0]
        if length < BOX_HEAD:
            return False
        at += length
    return False


def _is_speech(content: bytes, at: int, lengths: tuple[int, ...]) -> bool:
    """AMR: the first frame says how it is written, and so how long it is; another one follows, or the end."""
    written = content[at] >> 3 & 15
    if content[at] & 0b10000011 or written >= len(lengths):
        return False
    at += 1 + lengths[written]
    return at == len(content) or content[at] & 0b10000011 == 0


def _is_frame(content: bytes, at: int) -> bool:
    """MP3 and AAC: a frame whose head says nothing that is impossible."""
    while content[at] == 0:
        at += 1
    if content[at] != 0xFF or content[at + 1] & 0xE0 != 0xE0:
        return False
    if content[at + 1] & 0xF6 == 0xF0:  # AAC: the head says how long the frame is, and another one follows
        length = (content[at + 3] & 3) << 11 | content[at + 4] << 3 | content[at + 5] >> 5
        return length >= 7 and (at + length == len(content) or content[at + length] == 0xFF)
    rate, beats = content[at + 2] >> 4, content[at + 2] >> 2 & 3
    return rate not in (0, 15) and beats != 3


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

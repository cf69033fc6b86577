"""How long a telephone says that a recording lasts."""

import struct

from partnerhood.ground.records import sounds


def boxes(version: int, a_second: int, beats: int) -> bytes:
    head = b"\0\0\0\x18ftypM4A \0\0\0\0" + b"\0\0\0\x6cmoov\0\0\0\x6cmvhd" + bytes([version, 0, 0, 0])
    return head + (
        struct.pack(">QQIQ", 0, 0, a_second, beats) if version else struct.pack(">IIII", 0, 0, a_second, beats)
    )


def pages(beats: int, first: bytes = b"OpusHead") -> bytes:
    def page(at: int, content: bytes) -> bytes:
        return b"OggS\0\0" + struct.pack("<q", at) + bytes(14) + content

    return page(0, first) + page(beats, b"sound")


def test_a_recording_says_how_long_it_is() -> None:
    assert sounds.seconds(boxes(0, 1000, 59_200)) == 60
    assert sounds.seconds(boxes(1, 44_100, 44_100 * 61)) == 61
    assert sounds.seconds(pages(48_000 * 24)) == 24
    assert sounds.seconds(pages(44_100 * 9, b"\x01vorbis\0\0\0\0\x01" + struct.pack("<I", 44_100))) == 9


def test_a_recording_that_does_not_say_is_not_guessed() -> None:
    for silent in (b"ID3 mp3", boxes(0, 0, 5), boxes(0, 1000, 5)[:-3], b"OggS", b""):
        assert sounds.seconds(silent) is None

"""How long a telephone says that a recording lasts."""

import struct

from partnerhood.ground.records import files, sounds


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


def test_a_sound_goes_on_as_it_began() -> None:
    mp3, aac = b"\xff\xfb\x90\x64" + bytes(60), b"\xff\xf1\x50\x80\x01\x1f\xfc" + b"a"
    for whole in (
        pages(48_000),
        b"\0\0\0\x0cftypM4A " + b"\0\0\0\x0cmdatsoun" + b"\0\0\0\x08moov",
        b"RIFF\0\0\0\0WAVEfmt \x10\0\0\0" + bytes(16) + b"data",
        b"\x1aE\xdf\xa3\x9fB\x82\x84webm\x18\x53\x80\x67",
        b"#!AMR-WB\n\x04" + bytes(17),
        b"#!AMR\n" + (b"\x3c" + bytes(31)) * 2,
        b"ID3\x04\0\0\0\0\0\x05notes" + mp3,
        mp3,
        aac,
    ):
        assert sounds.is_sound(whole), whole


def test_first_bytes_alone_are_no_sound() -> None:
    junk = b"<script>alert(1)</script>" * 9
    starts = [
        b"OggS",
        b"\0\0\0\x0cftypM4A ",
        b"RIFF\0\0\0\0WAVE",
        b"\x1aE\xdf\xa3",
        b"#!AMR\n",
        b"ID3",
        b"\xff\xfb\xff",
        b"\xff\xf1",
    ]
    for start in starts:
        assert not sounds.is_sound(start), start
        assert not sounds.is_sound(start + junk), start
        assert files.kind_of(start + junk) is None

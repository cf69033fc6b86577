"""A photo keeps its picture and loses where, when and with what it was taken."""

import struct
import zlib

import pytest

from partnerhood.ground.records import files, photos

PLACE = b"GPS 5 31 S 14 52 E, IMEI 356938035643809"
COLOURS = b"\xff\xe2" + (2 + len(photos.COLOURS) + 4).to_bytes(2) + photos.COLOURS + b"\1\1rg"
PICTURE = b"\xff\xdb\x00\x04\x00\x01\xff\xda\x00\x04\x01\x02drawn\xff\x00still\xff\xd3drawn\xff\xdb\x00\x03\x07\xff\xda\x00\x03\x01more"


def part(mark: int, content: bytes) -> bytes:
    return bytes([0xFF, mark]) + (len(content) + 2).to_bytes(2) + content


def camera_notes(turned: int, order: str = "<") -> bytes:
    head = b"II*\0" if order == "<" else b"MM\0*"
    entries = struct.pack(order + "HHHIHH", 2, 0x010F, 2, 4, 0, 0) + struct.pack(
        order + "HHIHH", 0x0112, 3, 1, turned, 0
    )
    return part(0xE1, b"Exif\0\0" + head + struct.pack(order + "I", 8) + entries + struct.pack(order + "I", 0) + PLACE)


def jpeg(*parts: bytes, after: bytes = b"") -> bytes:
    return b"\xff\xd8" + b"".join(parts) + PICTURE + b"\xff\xd9" + after


def test_a_jpeg_keeps_its_picture_and_its_colours_and_loses_the_rest() -> None:
    jfif, adobe = part(0xE0, b"JFIF\0\1\1"), part(0xEE, b"Adobe\0d")
    taken = jpeg(jfif, camera_notes(1), part(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + PLACE), COLOURS, adobe,
                 part(0xED, PLACE), part(0xFE, PLACE), after=b"\xff\xd8 a thumbnail or a film " + PLACE)  # fmt: skip

    assert photos.without_secrets(taken) == jpeg(jfif, COLOURS, adobe)


@pytest.mark.parametrize("order", ["<", ">"])
def test_a_photo_taken_sideways_still_stands_upright(order: str) -> None:
    cleaned = photos.without_secrets(jpeg(part(0xE0, b"JFIF\0\1\1"), camera_notes(6, order)))

    said = part(0xE1, b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0")
    assert cleaned == jpeg(part(0xE0, b"JFIF\0\1\1"), said)
    assert photos.without_secrets(cleaned) == cleaned


def test_a_cut_or_invented_photo_is_refused_and_never_half_kept() -> None:
    whole = jpeg(camera_notes(1))

    for end in range(3, len(whole) - 1):
        with pytest.raises(photos.UnreadablePhoto):
            photos.without_secrets(whole[:end])
    with pytest.raises(photos.UnreadablePhoto):
        photos.without_secrets(b"\xff\xd8\xff not a photo")


def test_a_png_loses_its_notes() -> None:
    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I4s", len(content), name) + content + struct.pack(">I", zlib.crc32(name + content))

    head, drawn, end = chunk(b"IHDR", bytes(13)), chunk(b"IDAT", b"drawn"), chunk(b"IEND", b"")
    start = b"\x89PNG\r\n\x1a\n"
    taken = start + head + chunk(b"eXIf", PLACE) + chunk(b"tEXt", PLACE) + drawn + end + PLACE

    assert photos.without_secrets(taken) == start + head + drawn + end
    with pytest.raises(photos.UnreadablePhoto):
        photos.without_secrets(start + head + drawn)


def riff(*chunks: tuple[bytes, bytes]) -> bytes:
    body = b"WEBP" + b"".join(name + struct.pack("<I", len(c)) + c + b"\0" * (len(c) % 2) for name, c in chunks)
    return b"RIFF" + struct.pack("<I", len(body)) + body


WEBP = b"\x50\x01\0\x9d\x01\x2a\x10\0\x10\0drawn"


def test_a_webp_loses_its_notes_and_says_so() -> None:
    taken = riff((b"VP8X", b"\x1c" + bytes(9)), (b"VP8 ", WEBP), (b"EXIF", PLACE), (b"XMP ", PLACE))

    assert photos.without_secrets(taken + PLACE) == riff((b"VP8X", b"\x10" + bytes(9)), (b"VP8 ", WEBP))
    assert photos.without_secrets(riff((b"VP8L", b"\x2f\0\0\0\0"))) == riff((b"VP8L", b"\x2f\0\0\0\0"))


def test_a_webp_in_which_nothing_is_drawn_is_no_photo() -> None:
    cut = riff((b"VP8 ", WEBP * 9))[:-40]
    for junk in (b"RIFF\0\0\0\0WEBP" + PLACE, riff(), riff((b"VP8 ", b"junk")), riff((b"EXIF", PLACE)), cut):
        with pytest.raises(photos.UnreadablePhoto):
            photos.without_secrets(junk)


def test_a_file_is_known_by_its_first_bytes() -> None:
    known = {
        b"\xff\xd8\xff\xe0": "image/jpeg",
        b"RIFF\0\0\0\0WEBPVP8 ": "image/webp",
        b"RIFF\0\0\0\0WAVEfmt \0\0\0\0data": "audio/wav",
        b"\0\0\0\x0cftypM4A \0\0\0\x08moov": "audio/mp4",
        b"\0\0\0\x0cftyp3gp4\0\0\0\x08moov": "audio/mp4",
        b"\0\0\0\x0cftyp3gp4": None,
        b"\0\0\0\x18ftypheic": None,
        b"#!AMR\n\x3c" + bytes(31): "audio/amr",
        b"#!AMR\n": None,
        b"<html><script>": None,
        b"": None,
    }

    assert {start: files.kind_of(start) for start in known} == known

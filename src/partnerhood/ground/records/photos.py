"""Photos without their secrets: where and when they were taken, with which telephone, and what hides behind their end.

We cut whole parts out of a file and never touch the picture itself, so nothing is lost but what nobody asked for.
"""

import struct
from collections.abc import Iterator

KEPT_PARTS = {0xE0, 0xEE}  # JFIF, and Adobe's note on how the colours are written
COLOURS = b"ICC_PROFILE\0"
NO_LENGTH = {0x01, *range(0xD0, 0xD8)}
START, SCAN, END = 0xD8, 0xDA, 0xD9
UPRIGHT = 1
TURNED = struct.Struct(">HHIHH")  # one entry of a camera's notes: which, of what kind, how many, value, filling
PNG_SECRETS = {b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"}
WEBP_SECRETS = {b"EXIF", b"XMP "}
WEBP_MARKS = 0b00001100
WEBP_DRAWN = {b"VP8 ": b"\x9d\x01\x2a", b"VP8L": b"\x2f"}  # what a drawing begins with, with loss and without


class UnreadablePhoto(ValueError):
    """The file says that it is a photo, and is not one from beginning to end."""


def without_secrets(content: bytes) -> bytes:
    """The same picture without place, moment, telephone, notes and thumbnails; a PDF or a sound stays as it is."""
    try:
        if content.startswith(b"\xff\xd8"):
            return _jpeg(content)
        if content.startswith(b"\x89PNG"):
            return content[:8] + b"".join(_png_parts(content))
        if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
            return _webp(content)
    except (IndexError, struct.error) as trouble:
        raise UnreadablePhoto from trouble
    return content


def _jpeg(content: bytes) -> bytes:
    """A JPEG keeps its picture, its colours, and how the telephone was held: nothing else."""
    turned, kept = UPRIGHT, []
    for mark, part in _jpeg_parts(content):
        if mark == 0xE1 and part[4:10] == b"Exif\0\0":
            turned = _turned(part[10:]) or turned
        secret = 0xE0 <= mark <= 0xEF and mark not in KEPT_PARTS and not part[4:].startswith(COLOURS)
        if not secret and mark != 0xFE:
            kept.append(part)
    if turned != UPRIGHT:
        kept.insert(1 if kept and kept[0][1] == 0xE0 else 0, _how_it_was_held(turned))
    return b"\xff\xd8" + b"".join(kept) + b"\xff\xd9"


def _jpeg_parts(content: bytes) -> Iterator[tuple[int, bytes]]:
    at = 2
    while True:
        if content[at] != 0xFF:
            raise UnreadablePhoto
        while content[at + 1] == 0xFF:
            at += 1
        mark = content[at + 1]
        if mark == END:
            return
        end = at + 2 if mark in NO_LENGTH else at + 2 + int.from_bytes(content[at + 2 : at + 4])
        if end > len(content) or end < at + 2:
            raise UnreadablePhoto
        if mark == SCAN:
            end = _end_of_scan(content, end)
        yield mark, content[at:end]
        at = end


def _end_of_scan(content: bytes, at: int) -> int:
    """Where the drawn part ends: at the first mark that is neither filling nor a restart."""
    while True:
        at = content.find(b"\xff", at)
        if at < 0 or at + 1 >= len(content):
            raise UnreadablePhoto
        if content[at + 1] != 0 and not 0xD0 <= content[at + 1] <= 0xD7:
            return at
        at += 2


def _turned(notes: bytes) -> int:
    """How the telephone was held, as the camera's notes say it: 1 to 8; 0 where they do not."""
    order = {b"II": "<", b"MM": ">"}.get(notes[:2])
    if order is None:
        return 0
    try:
        first = struct.unpack_from(order + "I", notes, 4)[0]
        for number in range(struct.unpack_from(order + "H", notes, first)[0]):
            name, _kind, _count, value = struct.unpack_from(order + "HHIH", notes, first + 2 + 12 * number)
            if name == 0x0112:
                return value if 1 <= value <= 8 else 0
    except struct.error:
        return 0
    return 0


def _how_it_was_held(turned: int) -> bytes:
    """Camera's notes that say one thing only, so that the picture stands upright."""
    notes = b"Exif\0\0MM\0*\0\0\0\x08\0\x01" + TURNED.pack(0x0112, 3, 1, turned, 0) + b"\0\0\0\0"
    return b"\xff\xe1" + (len(notes) + 2).to_bytes(2) + notes


def _png_parts(content: bytes) -> Iterator[bytes]:
    at = 8
    while True:
        length, name = struct.unpack_from(">I4s", content, at)
        end = at + 12 + length
        if end > len(content):
            raise UnreadablePhoto
        if name not in PNG_SECRETS:
            yield content[at:end]
        if name == b"IEND":
            return
        at = end


def _webp(content: bytes) -> bytes:
    kept, drawn, at = [], False, 12
    until = min(len(content), 8 + struct.unpack_from("<I", content, 4)[0])
    while at + 8 <= until:
        name, length = struct.unpack_from("<4sI", content, at)
        end = at + 8 + length + length % 2
        part = content[at:end]
        if end > len(content) + 1:
            raise UnreadablePhoto
        drawn = drawn or name == b"ANMF" or (name in WEBP_DRAWN and WEBP_DRAWN[name] in part[8:14])
        if name == b"VP8X":
            part = part[:8] + bytes([part[8] & ~WEBP_MARKS]) + part[9:]
        if name not in WEBP_SECRETS:
            kept.append(part)
        at = end
    if not drawn:
        raise UnreadablePhoto
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(body)) + body

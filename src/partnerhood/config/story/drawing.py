"""Photos and a voice note for a story: drawn here letter by letter, so that no real page, face or voice is in it."""

import io
import math
import struct
import textwrap
import unicodedata
import wave
import zlib
from uuid import UUID

from partnerhood.ground.records import files

LETTERS = {  # seven rows of five points each, two hexadecimal figures a row
    "A": "0E11111F111111", "B": "1E11111E11111E", "C": "0E11101010110E", "D": "1E11111111111E", "E": "1F10101E10101F",
    "F": "1F10101E101010", "G": "0E11101711110E", "H": "1111111F111111", "I": "0E04040404040E", "J": "0702020202120C",
    "K": "11121418141211", "L": "1010101010101F", "M": "111B1515111111", "N": "11191513111111", "O": "0E11111111110E",
    "P": "1E11111E101010", "Q": "0E11111115120D", "R": "1E11111E141211", "S": "0F10100E01011E", "T": "1F040404040404",
    "U": "1111111111110E", "V": "11111111110A04", "W": "11111115151B11", "X": "11110A040A1111",
    "Y": "11110A04040404", "Z": "1F01020408101F", "0": "0E11131519110E", "1": "040C040404040E", "2": "0E11010608101F",
    "3": "1F02040201110E", "4": "02060A121F0202", "5": "1F101E0101110E", "6": "0608101E11110E", "7": "1F010204080808",
    "8": "0E11110E11110E", "9": "0E11110F01020C", ".": "00000000000C0C", ",": "000000000C0408", ":": "000C0C000C0C00",
    "'": "0C040800000000", "-": "0000001F000000", "/": "01010204081010", "%": "18190204081303", "(": "02040808080402",
    ")": "08040202020408", "!": "04040404000004",
}  # fmt: skip
INK, PALE, PAPER = 30, 170, 244


class Sheet:
    """A sheet of paper in shades of grey."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.points = [bytearray([PAPER]) * width for _ in range(height)]

    def dot(self, x: int, y: int, size: int, shade: int = INK) -> None:
        """A square point."""
        for row in self.points[max(y, 0) : y + size]:
            row[x : x + size] = bytes([shade]) * len(row[x : x + size])

    def write(self, x: int, y: int, words: str, size: int) -> None:
        """A line of capitals; accents fall, as in a telegram."""
        plain = unicodedata.normalize("NFKD", words.replace("’", "'").replace("–", "-").upper())
        place = x
        for letter in (one for one in plain if not unicodedata.combining(one)):
            for row, bits in enumerate(bytes.fromhex(LETTERS.get(letter, "00" * 7))):
                for column in range(5):
                    if bits >> (4 - column) & 1:
                        self.dot(place + column * size, y + row * size, size)
            place += 6 * size

    def sign(self, x: int, y: int) -> None:
        """A signature that belongs to nobody."""
        for step in range(900):
            turn = step / 60
            self.dot(
                x + int(step / 3.2 + 14 * math.cos(turn * 2.1)), y + int(26 * math.sin(turn) * math.cos(turn / 5)), 3
            )

    def png(self) -> bytes:
        """The sheet as a PNG."""
        rows = b"".join(b"\0" + bytes(row) for row in self.points)
        head = struct.pack(">IIBBBBB", self.width, self.height, 8, 0, 0, 0, 0)
        return (
            b"\x89PNG\r\n\x1a\n" + _part(b"IHDR", head) + _part(b"IDAT", zlib.compress(rows, 6)) + _part(b"IEND", b"")
        )


def _part(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def photo(lines: list[str], who: UUID) -> str:
    """A photo of something written on a board; gives the name of the file."""
    sheet = Sheet(640, 120 + 60 * len(lines))
    for number, line in enumerate(lines):
        sheet.write(40, 60 + 60 * number, line, 5)
    return files.keep(sheet.png(), who)


def signed_page(title: str, statement: str, signer: str, day: str, fingerprint: str, who: UUID) -> str:
    """A photo of a printed wording that somebody signed with a pen; gives the name of the file."""
    sheet = Sheet(1240, 820)
    sheet.write(90, 90, title, 6)
    place = 190
    for line in textwrap.wrap(statement, 42):
        sheet.write(90, place, line, 4)
        place += 44
    sheet.write(90, place + 60, fingerprint[:32], 3)
    sheet.write(90, place + 100, fingerprint[32:], 3)
    sheet.write(90, place + 210, f"{signer}, {day}", 4)
    sheet.sign(130, place + 330)
    return files.keep(sheet.png(), who)


def voice_note(seconds: int, who: UUID) -> str:
    """A recording of so many seconds: a soft tone where the voice would be; gives the name of the file."""
    rate, kept = 4000, io.BytesIO()
    points = bytes(int(128 + 18 * math.sin(step / 6) * math.sin(step / 2600)) for step in range(seconds * rate))
    with wave.open(kept, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(rate)
        sound.writeframes(points)
    return files.keep(kept.getvalue(), who)

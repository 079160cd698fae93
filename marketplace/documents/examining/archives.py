"""Archives: everything is known about them before anything is unpacked, and nothing is believed."""

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator

from .names import is_bad_member
from .refusal import Refusal
from .sniffing import CFB, END_OF_ZIP, PROGRAMS, ZIP_END_SIZE

MOST_MEMBERS = 4_000
LARGEST_DIRECTORY = 1_000_000
LARGEST_UNPACKED = 150_000_000
# XML in office files packs 5–60 times; a bomb packs about 1,000.
LARGEST_RATIO, RATIO_FROM = 250, 5_000_000
LOCAL = struct.Struct("<4s5H3I2H")
CHUNK = 1 << 16
# Between two members there may be a data descriptor, and no more.
LARGEST_GAP = 32
NESTED = (b"PK\x03\x04", b"7z\xbc\xaf", b"Rar!", b"\x1f\x8b\x08", b"BZh", b"\xfd7zXZ", b"MSCF")


class Archive:
    """A zip file whose directory has been checked."""

    def __init__(self, file, size: int) -> None:
        self.file, self.size = file, size
        self._check_end()
        try:
            self.zip = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError) as broken:
            raise Refusal("damaged") from broken
        self.members = self.zip.infolist()
        self._check_members()
        self._check_places()

    def names(self) -> set[str]:
        """The names of all members."""
        return {member.filename for member in self.members}

    def _check_end(self) -> None:
        """The end must lie at the end, and say how much there is, before it is read."""
        self.file.seek(max(0, self.size - ZIP_END_SIZE))
        end = self.file.read()
        if not end.startswith(END_OF_ZIP) or len(end) != ZIP_END_SIZE:
            raise Refusal("damaged")
        count, directory, start, comment = struct.unpack("<H2IH", end[10:])
        if count > MOST_MEMBERS or directory > LARGEST_DIRECTORY:
            raise Refusal("bomb")
        if comment or start + directory + ZIP_END_SIZE != self.size:
            raise Refusal("damaged")
        self.count, self.start_of_directory = count, start

    def _check_members(self) -> None:
        if len(self.members) != self.count:
            raise Refusal("damaged")
        if sum(member.file_size for member in self.members) > LARGEST_UNPACKED:
            raise Refusal("bomb")
        lower = {member.orig_filename.lower() for member in self.members}
        if len(lower) != len(self.members):
            raise Refusal("damaged")
        for member in self.members:
            check_member(member)

    def _check_places(self) -> None:
        """Members follow each other from the first byte on: none lies in or over another."""
        at = 0
        for member in sorted(self.members, key=lambda member: member.header_offset):
            if not at <= member.header_offset <= at + (LARGEST_GAP if at else 0):
                raise Refusal("damaged")
            at = self._data_of(member) + member.compress_size
        if not at <= self.start_of_directory <= at + LARGEST_GAP:
            raise Refusal("damaged")

    def _data_of(self, member: zipfile.ZipInfo) -> int:
        """Where its data begin, if its own header says the same as the directory."""
        self.file.seek(member.header_offset)
        raw = self.file.read(LOCAL.size)
        if len(raw) < LOCAL.size:
            raise Refusal("damaged")
        mark, _version, flags, method, *_rest, named, extra = LOCAL.unpack(raw)
        name = self.file.read(named)
        same = name == member.orig_filename.encode("utf-8" if flags & 0x800 else "cp437", "replace")
        if mark != b"PK\x03\x04" or not same or method != member.compress_type or flags & 1:
            raise Refusal("damaged")
        return member.header_offset + LOCAL.size + named + extra

    def stream(self, name: str) -> Iterator[bytes]:
        """One member bit by bit; it must be there."""
        member = self.zip.NameToInfo.get(name)
        if member is None:
            raise Refusal("damaged")
        return self.chunks(member)

    def read(self, name: str, most: int) -> bytes:
        """One small member at once."""
        content = bytearray()
        for chunk in self.stream(name):
            content += chunk
            if len(content) > most:
                raise Refusal("bomb")
        return bytes(content)

    def chunks(self, member: zipfile.ZipInfo) -> Iterator[bytes]:
        """Unpack bit by bit, and stop at the first byte more than what was declared."""
        unpacked = check = 0
        for chunk in self._raw(member):
            unpacked, check = unpacked + len(chunk), zlib.crc32(chunk, check)
            if unpacked > member.file_size:
                raise Refusal("bomb")
            yield chunk
        if unpacked != member.file_size or check != member.CRC:
            raise Refusal("damaged")

    def _raw(self, member: zipfile.ZipInfo) -> Iterator[bytes]:
        self.file.seek(self._data_of(member))
        left = member.compress_size
        if member.compress_type == zipfile.ZIP_STORED:
            while left > 0 and (packed := self.file.read(min(CHUNK, left))):
                left -= len(packed)
                yield packed
            return
        yield from inflate(self.file, left)

    def check_contents(self) -> list[zipfile.ZipInfo]:
        """Unpack everything once; returns the members that are archives themselves."""
        nested = []
        for member in self.members:
            head = b""
            for chunk in self.chunks(member):
                head = head or chunk[:16]
            if head.startswith(PROGRAMS) or head.startswith(CFB):
                raise Refusal("embedded")
            if head.startswith(NESTED):
                nested.append(member)
        return nested


def inflate(file, left: int) -> Iterator[bytes]:
    """Unpack raw deflate with a bounded step; all that is declared must be used, and no more."""
    stream = zlib.decompressobj(-15)
    packed = b""
    try:
        while not stream.eof:
            if not packed:
                packed = file.read(min(CHUNK, left))
                left -= len(packed)
                if not packed:
                    break
            yield stream.decompress(packed, CHUNK)
            packed = stream.unconsumed_tail
    except zlib.error as broken:
        raise Refusal("damaged") from broken
    if not stream.eof or stream.unused_data or left:
        raise Refusal("damaged")


def check_member(member: zipfile.ZipInfo) -> None:
    """Refuse a member by what the directory says of it."""
    if member.flag_bits & 0x41:
        raise Refusal("encrypted")
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Refusal("damaged")
    if is_bad_member(member.orig_filename) or stat.S_ISLNK(member.external_attr >> 16):
        raise Refusal("member_name")
    packed = max(member.compress_size, 1)
    if member.file_size > RATIO_FROM and member.file_size / packed > LARGEST_RATIO:
        raise Refusal("bomb")

"""Archives that strangers made are looked at before anything in them is unpacked.

A few kilobytes of a ZIP or gzip file can stand for as many gigabytes, and a member's name can
lead out of the folder that it is unpacked into.
"""

import gzip
import zipfile
from io import BytesIO
from pathlib import Path, PurePosixPath

UNPACKED = 4 * 2**30
"""So many bytes an archive may hold, whatever its size."""
RATIO = 200
"""So many bytes may stand for one byte of the file: 1,032 is what deflate reaches at most."""
SMALL = 64 * 2**20
"""What unpacks to no more than that can do no harm, whatever its ratio."""


class Unsafe(ValueError):
    """An archive that could do harm if it were unpacked."""


def check(path: str | Path) -> None:
    """Look at the members of a ZIP file (.keras, .npz, .pt); other files pass.

    Raises Unsafe where they would unpack to too much, or outside the folder.
    """
    path = Path(path)
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (OSError, ValueError, zipfile.BadZipFile):
        return  # No ZIP file, or none that anybody can open: its reader will say so.
    for member in members:
        place = PurePosixPath(member.filename.replace("\\", "/"))
        if place.is_absolute() or ".." in place.parts:
            raise Unsafe(f"it has a member that leads outside: {member.filename!r}")
    refuse_bomb(sum(member.file_size for member in members), path.stat().st_size)


def refuse_bomb(unpacked: int, packed: int) -> None:
    """Raise Unsafe where so few bytes stand for so many."""
    if unpacked > UNPACKED or (unpacked > SMALL and unpacked > RATIO * packed):
        raise Unsafe(f"its {packed:,} bytes would unpack to {unpacked:,}")


def gunzip(content: bytes) -> bytes:
    """The unpacked bytes. Raises Unsafe where they are too many, and what gzip raises."""
    most = min(UNPACKED, max(SMALL, RATIO * len(content)))
    with gzip.GzipFile(fileobj=BytesIO(content)) as file:
        unpacked = file.read(most + 1)
    refuse_bomb(len(unpacked), len(content))
    return unpacked

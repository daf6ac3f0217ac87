"""Pictures of content/: what they are, and whether they are whole; a torn one would stop the PDF without a place."""

from __future__ import annotations

import warnings
from pathlib import Path

from lkip.model import Foto

MAX_BYTES = 5 * 1024 * 1024
_MAX_DOTS = 50_000_000
# The forms that every output can show, and how their files end.
_AKHIRAN = {"PNG": (".png",), "JPEG": (".jpg", ".jpeg")}


def read_picture(file: Path, path: str) -> tuple[Foto | None, str | None]:
    """Return the facts of a picture (`path` below content/), or a sentence that says what to do about it."""
    if file.stat().st_size > MAX_BYTES:
        return None, f"gambar lebih dari {MAX_BYTES // 1024 // 1024} MB; perkecil, lalu simpan ulang"
    from PIL import Image, UnidentifiedImageError  # most contents have no picture

    try:
        with (
            warnings.catch_warnings(action="error", category=Image.DecompressionBombWarning),
            Image.open(file) as image,
        ):
            width, height = image.size
            if image.format not in _AKHIRAN:
                return None, f"isi berkas ini {image.format}, bukan PNG atau JPEG; simpan ulang sebagai PNG atau JPEG"
            if file.suffix not in _AKHIRAN[image.format]:  # the compiler of the PDF goes by the name
                wrong = f"isi berkas ini {image.format}, tetapi namanya berakhiran {file.suffix}"
                return None, f"{wrong}; ganti namanya menjadi {_AKHIRAN[image.format][0]}"
            if width * height > _MAX_DOTS:
                return None, f"gambar {width} × {height} titik terlalu besar; perkecil, lalu simpan ulang"
            if image.mode not in ("1", "L", "LA", "P", "RGB", "RGBA"):
                return None, f"gambar bermode warna {image.mode} tidak dapat dicetak; simpan ulang sebagai RGB"
            image.verify()  # every checksum of a PNG up to its end
        with Image.open(file) as image:
            # A JPEG is read at an eighth of its size: whole or not is enough.
            image.draft("L", (width // 8, height // 8))
            image.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return None, "gambar terlalu besar; perkecil, lalu simpan ulang"
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Warning):
        return None, "gambar rusak atau terpotong; simpan ulang sebagai PNG atau JPEG"
    return Foto(path, width, height), None

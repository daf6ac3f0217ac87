"""Letters and forms → PDF and Word files, each put in place only when it is whole."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from lkip.document import Naskah, Parser
from lkip.isi import LAMBANG
from lkip.load import CONTENT
from lkip.publish import docx, pdf
from lkip.publish.workshop import Workshop, epoch, parse, work
from lkip.tabel import TEMPLATES


def cetak(root: Path, folder: Path, compose: Callable[[Parser], Sequence[Naskah]]) -> tuple[Path, ...]:
    """Print documents below `folder` and return their files; `compose` makes them with the parser that it is given.

    Raises TemplateError or ToolError and then leaves earlier files as they were.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with work(folder) as place:
        shop = Workshop(root.resolve(), place.resolve(), 0, [])
        pictures = _prepared(shop)
        made = [path for one in compose(partial(parse, shop, "formulir")) for path in _printed(one, shop, pictures)]
        return tuple(Path(shutil.move(path, folder / path.name)) for path in made)


def _prepared(shop: Workshop) -> dict[str, bytes]:
    """Lay in the work folder what all documents need, and return the pictures for Word by the names in the tree."""
    (shop.folder / "hasil").mkdir()
    shutil.copyfile(TEMPLATES / "gaya.typ", shop.folder / "gaya.typ")
    emblem = shop.root / CONTENT / LAMBANG
    if not emblem.is_file():
        return {}
    (shop.folder / CONTENT).mkdir()
    shutil.copyfile(emblem, shop.folder / CONTENT / LAMBANG)
    return {f"{CONTENT}/{LAMBANG}": emblem.read_bytes()}


def _printed(naskah: Naskah, shop: Workshop, pictures: dict[str, bytes]) -> list[Path]:
    own = Workshop(shop.root, shop.folder, epoch(naskah.tanggal), shop.calls)
    own.typeset(naskah.nama, [pdf.prepare(naskah, own)])
    if "docx" in naskah.bentuk:
        docx.write(naskah, own, pictures)
    return [own.folder / "hasil" / f"{naskah.nama}.{form}" for form in naskah.bentuk]

"""The office whose repository the stand-in of the forge holds: four people, and what each of them must approve."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from forge_tiruan import ForgeTiruan, forge_berjalan
from repo_proses import CAMAT, LOGIN, SEKRETARIS, Repo

# The Sekretaris judges what is reported, the Camat who may do what; nobody need judge a note.
CODEOWNERS = f"""* @{LOGIN[SEKRETARIS]}
/content/peran.yml* @{LOGIN[CAMAT]}
/.github/ @{LOGIN[CAMAT]}
/catatan/
"""


def lay_kantor(folder: Path, kantor: Callable[[Path], Path]) -> Repo:
    """An office that `kantor` lays down, committed with the list of roles and CODEOWNERS, and a bare copy beside it."""
    office = Repo(kantor(folder / "kantor"))
    office.git("init", "-q", "-b", "main")
    office.tulis_peran(office.daftar())
    (office.root / ".github").mkdir()
    (office.root / ".github/CODEOWNERS").write_text(CODEOWNERS, "utf-8")
    office.commit("Awal")
    office.git("clone", "-q", "--bare", ".", str(folder / "forge.git"))
    return office


@contextmanager
def forge_kantor(folder: Path, semula: Repo) -> Iterator[ForgeTiruan]:
    """The forge of a copy of an office, with the four people and their rights."""
    for name in ("kantor", "forge.git"):
        shutil.copytree(semula.root.parent / name, folder / name)
    office = Repo(folder / "kantor", semula.kunci)
    with forge_berjalan(folder / "forge.git", office) as forge:
        forge.pengguna.update(dict.fromkeys(LOGIN.values(), "MEMBER"), **{"orang-luar": "NONE"})
        yield forge

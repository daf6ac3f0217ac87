"""Two PDFs of one document → the pages that differ, as pictures with a box around what changed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class HalamanSatu:
    """A page that differs: document, number then and now (None: not there), its picture if one was made."""

    dokumen: str
    sebelum: int | None
    sesudah: int | None
    berkas: str = ""

    @property
    def sebutan(self) -> str:
        """The page as one names it."""
        if self.sesudah is None:
            return f"{self.dokumen} halaman {self.sebelum} (dihapus)"
        if self.sebelum is None:
            return f"{self.dokumen} halaman {self.sesudah} (baru)"
        return f"{self.dokumen} halaman {self.sesudah}"


@dataclass(frozen=True)
class HalamanBeda:
    """The pages that differ, document by document."""

    halaman: tuple[HalamanSatu, ...] = ()

    @property
    def kosong(self) -> bool:
        """Whether no page differs."""
        return not self.halaman

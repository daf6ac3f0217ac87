"""What a proposal changes, all of it in one value: it is told as a comment or on the screen. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from lkip.forge.halaman_beda import HalamanBeda
from lkip.forge.langkah_sop import Bagian
from lkip.forge.selisih import Selisih
from lkip.sejak import Sejak


@dataclass(frozen=True)
class Tautan:
    """Addresses, so far as they are known: of the files of now and of then, of what was built, of all details."""

    berkas: str = ""
    berkas_lama: str = ""
    situs: str = ""
    pdf: str = ""
    docx: str = ""
    halaman: str = ""
    rincian: str = ""


@dataclass(frozen=True)
class Perbandingan:
    """All that a comment tells: two commits, what became of the findings and the values, whose work it is.

    `halaman` are the pages that differ (None: they were not compared). `program` are the files of the program that
    differ: both sides are made with the one that lies here, so that what such a change does cannot be seen.
    """

    komit: str
    dasar: str
    komit_dasar: str
    sejak: Sejak
    selisih: Selisih
    bagian: tuple[Bagian, ...] = ()
    halaman: HalamanBeda | None = None
    tautan: Tautan = Tautan()
    program: tuple[str, ...] = ()

    @property
    def kosong(self) -> bool:
        """Whether no value, finding or page changed; pages that were not compared differ where their content does.

        What a change of the program does to them is not known, which is something to tell.
        """
        findings = self.sejak.baru or self.sejak.selesai or self.sejak.tak_tentu
        pages = self.halaman.kosong if self.halaman else not self.selisih.dokumen
        return self.selisih.kosong and pages and not findings and not self.program

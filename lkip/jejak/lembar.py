"""Figures × history → the trail of a year: as data (`jejak.json`), and as rows for an indicator's page. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from lkip.baris import Pilihan, Row, RowSource
from lkip.capaian import Laporan
from lkip.data import figure
from lkip.jejak.silsilah import Komit, Silsilah
from lkip.jejak.tempat import AngkaAsal, Tempat
from lkip.load import CONTENT
from lkip.problem import visible

BELUM_TERSIMPAN = "belum tersimpan dalam riwayat"
BELUM_MASUK = "belum masuk ke cabang utama"
LANGSUNG = "langsung"
# What of an id is shown to people; in the data it is whole.
_SINGKAT = 8
_SUREL = re.compile(r"[^\s<>()]+@[^\s<>()]+")


@dataclass(frozen=True)
class Jejak:
    """The trail of a year: its report, every figure with the lines that it stands on, and who wrote these."""

    laporan: Laporan
    angka: tuple[AngkaAsal, ...]
    silsilah: Silsilah

    def penulisan(self, tempat: Tempat) -> tuple[Komit | None, str]:
        """Return the commit that wrote a line (None: not committed), and the name that its file had then."""
        found = self.silsilah.baris.get((tempat.source.path, tempat.source.line))
        known = self.silsilah.komit.get(found.komit) if found and found.komit else None
        return known, found.berkas if found and known else tempat.source.path

    def lewat(self, komit: Komit) -> Komit | None:
        """Return the commit of the main line that brought a commit there."""
        brought = self.silsilah.lewat.get(komit.sha)
        return self.silsilah.komit[brought] if brought else None


def nama(komit: Komit) -> str:
    """Return an author's name, fit to be published: nothing unseen, and no address where one was set as the name."""
    return _SUREL.sub("(alamat surel)", visible(komit.penulis)) or "(tanpa nama)"


# --- as data ---------------------------------------------------------------------------------------------------


def jejak_json(jejak: Jejak) -> str:
    """Return the trail as JSON (form: `schemas/jejak.schema.json`): same content and history, same bytes."""
    return json.dumps(sebagai_data(jejak), ensure_ascii=False, indent=1) + "\n"


def sebagai_data(jejak: Jejak) -> dict[str, Any]:
    """Return the trail as plain data; commits stand once, and lines name them."""
    written = (jejak.penulisan(tempat)[0] for angka in jejak.angka for tempat in angka.asal)
    used = {komit.sha: komit for komit in written if komit}
    used |= {brought.sha: brought for komit in list(used.values()) if (brought := jejak.lewat(komit))}
    bahan = jejak.laporan.bahan
    return {
        "versi_bentuk": 1,
        "instansi": bahan.instansi.nama,
        "tahun": jejak.laporan.tahun,
        "sidik": bahan.sidik,
        "komit": {sha: _komit(jejak, used[sha]) for sha in sorted(used)},
        "angka": [_angka(jejak, angka) for angka in jejak.angka],
    }


def _komit(jejak: Jejak, komit: Komit) -> dict[str, str | None]:
    brought = jejak.lewat(komit)
    return {"penulis": nama(komit), "tanggal": komit.tanggal, "lewat": brought.sha if brought else None}


def _angka(jejak: Jejak, angka: AngkaAsal) -> dict[str, Any]:
    shown = {k: v for k, v in figure(angka.angka).items() if k not in ("kunci", "cara")}
    places = [_tempat(jejak, tempat) for tempat in sorted(angka.asal)]
    named = {"kunci": angka.kunci, "kode": angka.kode, "kelompok": angka.kelompok, "apa": angka.apa}
    return {**named, **shown, "asal": places}


def _tempat(jejak: Jejak, tempat: Tempat) -> dict[str, Any]:
    komit, then = jejak.penulisan(tempat)
    made: dict[str, Any] = {"berkas": tempat.source.path, "baris": tempat.source.line, "isian": tempat.isian}
    if komit is None:
        return {**made, "komit": None, "keadaan": BELUM_TERSIMPAN}
    return {**made, "komit": komit.sha, **({"nama_lama": visible(then)} if then != tempat.source.path else {})}


# --- as rows ---------------------------------------------------------------------------------------------------


def rows(jejak: Jejak | str | None) -> dict[str, RowSource]:
    """Return the rows of the trail of an indicator's figures that have a value; none where there is no trail."""

    def lines(_: Laporan, pilihan: Pilihan) -> Iterator[Row]:
        if isinstance(jejak, Jejak):
            for angka in (a for a in jejak.angka if a.kode == pilihan["indikator"]):
                known = angka.angka.nilai is not None or angka.angka.teks
                yield from _baris(jejak, angka) if known else ()

    return {"jejak": lines}


def _baris(jejak: Jejak, angka: AngkaAsal) -> Iterator[Row]:
    """Yield a row for each commit and file that a figure stands on."""
    groups: dict[tuple[str, Komit | None], list[int]] = {}
    for tempat in sorted(angka.asal):
        groups.setdefault((tempat.source.path, jejak.penulisan(tempat)[0]), []).append(tempat.source.line)
    for (path, komit), lines in groups.items():
        yield {
            "jejak": angka,
            "hasil": angka.angka.lengkap,
            "tempat": f"{path.removeprefix(f'{CONTENT}/')}:{rentang(lines)}",
            **_oleh(jejak, komit),
        }


def _oleh(jejak: Jejak, komit: Komit | None) -> Mapping[str, str | None]:
    if komit is None:
        return {"komit": BELUM_TERSIMPAN, "penulis": None, "tanggal": None, "lewat": None}
    brought = jejak.lewat(komit)
    through = BELUM_MASUK if brought is None else LANGSUNG if brought is komit else brought.sha[:_SINGKAT]
    day = f"{date.fromisoformat(komit.tanggal[:10]):%d-%m-%Y}"
    return {"komit": komit.sha[:_SINGKAT], "penulis": nama(komit), "tanggal": day, "lewat": through}


def rentang(lines: Iterable[int]) -> str:
    """Return line numbers with those that follow each other as one: `6, 8–11`."""
    spans: list[list[int]] = []
    for line in sorted(set(lines)):
        if spans and line == spans[-1][1] + 1:
            spans[-1][1] = line
        else:
            spans.append([line, line])
    return ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in spans)

"""The findings of an imported year, frozen once into its `temuan-lama.yml`; after that the list may only shrink."""

from __future__ import annotations

from pathlib import Path

from lkip.check import RULES
from lkip.fmt import canonical
from lkip.isi import Isi, read_content
from lkip.load import CONTENT
from lkip.pengecualian import Kunci, bersama, dapat_diterima, kunci
from lkip.pipeline import Hasil, read_year
from lkip.problem import CommandError, Problem


def bekukan(root: Path, tahun: int) -> list[str]:
    """Write the list of a year's old findings, or shorten it; return what to print.

    Raises CommandError where the year can have no such list, or where it would become longer.
    """
    isi = read_content(root)
    hasil = read_year(isi, tahun)
    if refused := _refused(isi, hasil, tahun):
        raise CommandError(f"temuan tahun {tahun} tidak dapat dibekukan: {refused}")
    name = f"{CONTENT}/{tahun}/temuan-lama.yml"
    there = (root / name).is_file()
    found = list(dict.fromkeys(kunci(p) for p in (*hasil.lama, *_acceptable(hasil))))
    old = {kunci(p) for p in hasil.lama}
    if there and (more := [p for p in _acceptable(hasil) if kunci(p) not in old]):
        listed = "".join(f"\n{p}" for p in more)
        msg = f"{name} sudah ada dan hanya boleh memendek; perbaiki, atau beri alasan di pengecualian.yml:{listed}"
        raise CommandError(msg)
    said = [_write(root / name, name, found, there)]
    if fixed := [p for p in hasil.problems if p.level == "galat" and not dapat_diterima(p, RULES)]:
        said.append(f"{len(fixed)} galat tidak dapat dibekukan; perbaiki: ./inv check")
    if shared := sum(bersama(p) and dapat_diterima(p, RULES) for p in hasil.problems):
        said.append(
            f"{shared} temuan dalam berkas yang dipakai semua tahun tidak dibekukan; perbaiki, atau terima di "
            f"{CONTENT}/pengecualian.yml"
        )
    return said


def _refused(isi: Isi, hasil: Hasil, tahun: int) -> str | None:
    if tahun not in isi.tahun:
        return f"yang ada: {', '.join(map(str, isi.tahun)) or 'belum ada'}"
    if hasil.laporan is None:
        return "isiannya belum dapat dibaca semua; perbaiki dahulu dengan ./inv check"
    if tahun == isi.tahun[-1]:
        return "ini tahun terbaru; perbaiki temuannya, atau beri alasan di pengecualian.yml"
    if hasil.laporan.bahan.dokumen.status != "final":
        return "dokumennya masih draf; hanya tahun lama yang sudah final yang mempunyai temuan lama"
    return None


def _acceptable(hasil: Hasil) -> list[Problem]:
    """Return what may stand in the list: findings in files of the year itself that a reason may excuse."""
    return [p for p in hasil.problems if dapat_diterima(p, RULES) and not bersama(p)]


def _write(file: Path, name: str, found: list[Kunci], there: bool) -> str:
    """Write the list in canonical form; without findings there is none."""
    if not found:
        file.unlink(missing_ok=True)
        return f"{name}: semua sudah selesai; berkas ini dihapus" if there else f"{name}: tidak ada yang dibekukan"
    entries = (f'  - aturan: "{rule}"\n' + (f'    kode: "{kode}"\n' if kode else "") for rule, kode in sorted(found))
    text, _ = canonical("temuan:\n" + "".join(entries), name)
    if there and file.read_text("utf-8") == text:
        return f"{name}: tidak berubah, {len(found)} temuan lama"
    file.write_text(text, "utf-8", newline="")
    return f"{name}: {len(found)} temuan lama; daftar ini hanya boleh memendek"

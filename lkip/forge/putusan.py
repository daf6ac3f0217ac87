"""The verdict on a proposal, read before all else: may it be merged, and what must be looked at first. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from lkip.forge.komentar_isi import dan
from lkip.forge.langkah_sop import penyetuju
from lkip.forge.perbandingan import Perbandingan

TIDAK_ADA = "Tidak ada nilai, temuan atau halaman yang berubah."


def putusan(p: Perbandingan, tulis: Callable[[str], str]) -> str:
    """Say whether the proposal may be merged; before that what stands against it, or must be looked at first.

    `tulis` makes words of people harmless where the verdict is shown.
    """
    if p.kosong:
        return TIDAK_ADA
    new = Counter(t.problem.level for t in (*p.sejak.baru, *p.sejak.tak_tentu))
    alarms = dan(_alarm(p, new["peringatan"]))
    if new["galat"]:
        return f"Belum boleh digabung: {new['galat']} galat baru{f'; {alarms}' if alarms else ''}."
    needed = dan(map(tulis, penyetuju(p.bagian)))
    if alarms:
        return f"Periksa dahulu: {alarms}. Lalu boleh digabung{f' dengan persetujuan {needed}' if needed else ''}."
    quiet = "; tidak ada nilai yang berubah" if p.selisih.kosong else ""
    return f"Boleh digabung{f' sesudah disetujui {needed}' if needed else ''}{quiet}."


def _alarm(p: Perbandingan, peringatan: int) -> Iterator[str]:
    """Yield what a reviewer must look at before anything else."""
    gone = sum(len(year.setingkat("hilang")) for year in p.selisih.tahun)
    if p.selisih.geser:
        yield "ada angka yang tampaknya salah letak koma atau nol"
    if gone:
        yield f"{gone} nilai hilang"
    if p.selisih.berkurang:
        yield f"tahun {dan(t for t, _ in p.selisih.berkurang)} tidak dilaporkan lagi"
    if peringatan:
        yield f"{peringatan} peringatan baru"
    if p.program:
        yield "program ikut berubah"

"""Rules about names of indicators: what a name says about its polaritas and its level."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lkip.capaian import Laporan
from lkip.check.aturan import aturan
from lkip.problem import Finding

# A change or a share of what was finished gets better upwards, whatever it is a change or a share of.
_NAIK = re.compile(
    r"(?i)\b(penurunan|pengurangan|berkurangnya|selesai|diselesaikan|terselesaikan|tuntas|tertangani|ditangani|"
    r"ditindaklanjuti|terjawab|dimediasi|diselamatkan|dipulihkan|tepat waktu|"
    r"(?:memenuhi|sesuai) (?:standar|sop)|dicegah|pencegahan|pengendalian|kesembuhan)\b"
)
_TURUN = re.compile(
    r"(?i)\b((?:angka|tingkat|persentase|rasio|prevalensi|jumlah|banyaknya) (?:kematian|kemiskinan|pengangguran|"
    r"kesakitan|putus sekolah|kriminalitas|kekerasan|kecelakaan|kebakaran|kejadian|gangguan|pelanggaran|keluhan|"
    r"pengaduan|konflik|perselisihan|temuan|kerusakan|kehilangan)|penduduk miskin|menurunnya|keterlambatan|"
    r"(?:lama|waktu|durasi) (?:penyelesaian|pelayanan|layanan|tunggu|tanggap|respons?))\b"
)


@aturan("L05", "88/2021: 2.a.2", pokok="indikator", lihat=lambda i: f"polaritas {i.indikator.polaritas}")
def nama_polaritas(laporan: Laporan) -> Iterator[Finding]:
    """Polaritas indikator sejalan dengan namanya.

    Nama sering menyesatkan: 'persentase penurunan kejadian' makin besar makin baik, sedangkan 'jumlah kejadian' makin
    kecil makin baik. Bila polaritasnya terbalik, kinerja yang buruk tercetak sebagai capaian yang tinggi.

    Perbaikan: baca definisi operasionalnya. Ubah polaritas dan rumus_capaian di renstra.yml, atau biarkan bila memang
    benar dan catat alasannya di pengecualian.yml.
    """
    for i in laporan.bahan.renstra.indikator:
        up, down = _NAIK.search(i.nama), _TURUN.search(i.nama)
        if i.polaritas == "negatif" and up:
            word, usual, other = up[0], "makin besar makin baik", "positif"
        elif i.polaritas == "positif" and down and not up:
            word, usual, other = down[0], "makin kecil makin baik", "negatif"
        else:
            continue
        message = f"{i.kode} ({i.nama}) berpolaritas {i.polaritas}, padahal '{word}' biasanya {usual}; benarkah?"
        yield i.at("polaritas"), f"{message} Bila tidak, ubah polaritasnya menjadi {other}", "peringatan", i.kode


_KEGIATAN = re.compile(
    r"(?i)^(?:(?:jumlah|banyaknya|tersedianya|persentase) (?:pelaksanaan |penyelenggaraan |penyusunan )?"
    # What people report and whom they visit is no work of the office.
    r"(?:rapat|dokumen|laporan(?! (?:masyarakat|warga|kejadian|kehilangan|pengaduan)\b)|kegiatan|sosialisasi|pelatihan|"
    r"bimbingan|kunjungan (?:kerja|lapangan|dinas|pembinaan)|monitoring|peserta rapat)|"
    r"terlaksananya|terselenggaranya|tersusunnya|dilaksanakannya)\b"
)


# A share of papers that is measured by their quality or by what came of them is a result.
_BERMUTU = re.compile(
    r"(?i)^persentase\b.*"
    r"\b(?:tepat waktu|ditindaklanjuti|diselesaikan|dimanfaatkan|(?:memenuhi|sesuai) standar|bermutu)\b"
)


@aturan("L25", "53/2014: Lampiran II.G", pokok="indikator", lihat=lambda i: i.nama)
def indikator_kegiatan(laporan: Laporan) -> Iterator[Finding]:
    """Indikator sasaran mengukur hasil, bukan kegiatan atau dokumennya.

    Rapat yang terlaksana dan dokumen yang tersusun adalah keluaran sub kegiatan; yang ditanyakan pada sasaran ialah apa
    yang berubah bagi masyarakat atau bagi mutu kerja karenanya.

    Perbaikan: pindahkan ukuran ini ke renja.yml sebagai keluaran sub kegiatan, dan tetapkan indikator hasil untuk
    sasarannya pada Renstra berikutnya.
    """
    for i in laporan.bahan.renstra.indikator:
        if (found := _KEGIATAN.match(i.nama)) and not _BERMUTU.match(i.nama):
            message = f"{i.kode} ({i.nama}) tampak mengukur kegiatan ('{found[0]}'), bukan hasil"
            mend = "ganti dengan indikator hasil, atau pindahkan ke renja.yml"
            yield i.at("nama"), f"{message}; {mend}", "peringatan", i.kode

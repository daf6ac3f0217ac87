"""Names that stand in brackets behind a finding without being a rule of the list: one sentence each, for staff."""

from __future__ import annotations

# Form: what stops a file from being read. No report can be made of it, so nothing of it can be accepted.
BENTUK = {
    "yaml": "Berkas YAML harus dapat dibaca dengan satu cara saja; pesannya menyebut tanda atau spasi yang salah.",
    "teks": "Berkas berupa teks UTF-8 tanpa karakter tersembunyi dan tanpa tanda bentrokan gabung.",
    "angka": "Angka ditulis dengan titik desimal, tanpa pemisah ribuan dan tanpa satuan, agar hanya ada satu bacaan.",
    "bentuk": "Tiap berkas hanya memuat isian yang dikenal, masing-masing dalam bentuk yang tertulis di kamus isian.",
    "berkas-dikenal": "Folder content/ hanya memuat berkas dengan nama yang dikenal.",
    "berkas-ada": "Semua berkas yang diperlukan laporan satu tahun harus ada.",
    "gambar-utuh": "Gambar berupa PNG atau JPEG yang utuh dan dapat dicetak.",
    "nomenklatur": "Daftar kode program, kegiatan dan sub kegiatan berisi kode, tab, lalu nama pada tiap baris.",
    "huruf-tercetak": "Tiap huruf dan lambang harus ada dalam huruf dokumen, agar tidak tercetak sebagai kotak kosong.",
    "kata-wajar": "Kata yang terlalu panjang keluar dari kolom atau halaman; pisahkan dengan spasi.",
    "komentar": "Komentar hilang bila berkas dirapikan; pindahkan isinya ke isian yang sesuai.",
    "prosa-sederhana": "Narasi hanya paragraf, daftar, penekanan, tabel, gambar dan tautan ke laman.",
    "panduan-utuh": "Halaman panduan yang ditunjuk halaman lain harus ada.",
    "panduan-bergambar": "Gambar pada panduan dibuat oleh alat ini sendiri, disebut dengan namanya, dan mempunyai teks "
    "pengganti.",
    "narasi-berisi": "Tiap berkas narasi yang dicetak dalam laporan harus berisi.",
}
PENGECUALIAN = {
    "pengecualian-dikenal": "Pengecualian menyebut nama aturan yang ada dan yang temuannya boleh diterima; angka "
    "yang bertentangan dan salah bentuk tidak dapat diterima.",
    "pengecualian-berlaku": "Pengecualian berlaku sampai tanggalnya sendiri; yang lewat sebelum tanggal dokumen tidak "
    "menerima temuan apa pun.",
    "pengecualian-terpakai": "Pengecualian yang tidak lagi cocok dengan temuan mana pun dihapus.",
    "temuan-lama-dikenal": "Daftar temuan lama menyebut nama aturan yang ada dan yang temuannya boleh diterima.",
    "temuan-lama-berlaku": "Daftar temuan lama hanya berlaku untuk tahun lama yang dokumennya sudah final.",
    "temuan-lama-terpakai": "Temuan lama yang sudah tidak ada dihapus dari daftarnya; daftar itu hanya boleh memendek.",
    "temuan-lama-memendek": "Daftar temuan lama tidak boleh memuat butir yang belum ada pada revisi pembandingnya.",
}
# Letters: they are no part of a report, so no exception of one accepts anything of them.
SURAT = {
    "nomor-surat-berpola": "Nomor surat pengantar menurut pola kantor dalam tata-surat.yml.",
    "nomor-surat-bertanggal": "Bulan dan tahun dalam nomor surat sama dengan tanggal suratnya.",
    "nomor-surat-tunggal": "Nomor urut surat dipakai sekali dalam setahun; nomor yang melompat wajar, karena buku "
    "agenda juga dipakai surat lain.",
    "nomor-surat-runtut": "Surat yang lebih akhir tanggalnya mempunyai nomor urut yang lebih tinggi.",
}
# What was approved: a matter of what the process recorded, so no exception of a report accepts anything of it either.
DISAHKAN = {
    "dokumen-disahkan": "Isi tahun yang sudah disahkan tetap seperti ketika disahkan; isi yang berubah bukan lagi "
    "dokumen yang disahkan sampai versi baru disahkan.",
    "pdf-disahkan": "PDF yang disahkan disimpan di proses/disahkan dan tidak pernah diganti.",
}
# Who is asked to approve at a forge.
PEMILIK = {
    "peran-dikenal": "Nama peran dalam peran.yml ditulis sama persis seperti pada pelaksana di sop.yml; satu huruf "
    "yang berbeda membuat langkahnya tidak ada yang memegang.",
    "pemilik-sesuai": "Daftar peninjau di .github/CODEOWNERS dibuat dari content/peran.yml, sop.yml dan instansi.yml; "
    "sesudah salah satunya berubah, jalankan ./inv owners.",
}
PROSES = SURAT | DISAHKAN | PEMILIK
# Proposals on the forge: said to who reviews them, no matter of a report.
USULAN = {
    "program-usulan": "Usulan yang hanya mengubah isian diperiksa dengan program dan skema cabang tujuannya; yang "
    "juga mengubah program diperiksa dengan programnya sendiri, sehingga perubahan itu ditinjau dahulu.",
}
KETERANGAN = BENTUK | PENGECUALIAN | PROSES | USULAN

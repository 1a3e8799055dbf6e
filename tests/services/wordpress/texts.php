<?php
// Ordinary news of a village that does not exist: a title, where it is filed, its tags, and what it tells. The slots are
// filled by where and when: `{dusun}`, `{jumlah}`, `{pekan}`.

return [
    ['Kerja Bakti Membersihkan Saluran Irigasi Dusun {dusun}', 'Kegiatan', ['gotong royong', 'irigasi'], [
        'Sejak pukul enam pagi, {jumlah} warga Dusun {dusun} turun ke saluran irigasi membawa cangkul dan karung.',
        'Sampah plastik dan endapan lumpur sepanjang hampir setengah kilometer diangkat ke pinggir, lalu diangkut dengan dua mobil bak terbuka.',
        '"Kalau airnya lancar, sawah di ujung juga kebagian," kata ketua kelompok tani sambil menunggu giliran minum.',
        'Kerja bakti berikutnya direncanakan {pekan}, dimulai dari pintu air sebelah timur.',
    ]],
    ['Posyandu Dusun {dusun} Timbang {jumlah} Balita', 'Kesehatan', ['posyandu', 'balita'], [
        'Posyandu bulan ini mencatat {jumlah} balita ditimbang dan diukur tinggi badannya.',
        'Kader membagikan bubur kacang hijau dan menjelaskan jadwal imunisasi kepada orang tua yang baru pertama datang.',
        'Bidan desa mengingatkan agar buku KIA tidak tertinggal di rumah.',
        'Jadwal berikutnya {pekan}, di balai dusun seperti biasa.',
    ]],
    ['Jalan Tani Dusun {dusun} Mulai Dirabat', 'Pembangunan', ['dana desa', 'jalan tani'], [
        'Pekerjaan rabat beton jalan tani di Dusun {dusun} dimulai dengan pengukuran ulang bersama pemilik lahan.',
        'Panjangnya {jumlah} meter, lebar 2,5 meter, dan tebal 12 sentimeter.',
        'Tenaga kerja seluruhnya berasal dari dusun setempat dengan upah harian.',
        'Selama pengecoran, kendaraan roda empat diminta memutar lewat jalan makam.',
    ]],
    ['Pelatihan Pembukuan untuk {jumlah} Pelaku Usaha', 'UMKM', ['umkm', 'pelatihan'], [
        'Sebanyak {jumlah} pelaku usaha rumahan belajar mencatat pemasukan dan pengeluaran dengan buku kas sederhana.',
        'Peserta membawa nota belanja sendiri, sehingga latihan langsung memakai angka yang nyata.',
        'Pelatih menekankan satu hal: uang dapur dan uang dagang jangan dicampur.',
        'Pertemuan lanjutan diadakan {pekan} di ruang BUMDes.',
    ]],
    ['Panen Padi Dusun {dusun}: {jumlah} Karung Per Petak', 'Pertanian', ['padi', 'panen'], [
        'Panen kali ini lebih baik daripada musim lalu; rata-rata satu petak menghasilkan {jumlah} karung.',
        'Curah hujan yang cukup dan pengendalian tikus bersama disebut sebagai sebabnya.',
        'Harga gabah di tingkat petani berkisar Rp6.500 per kilogram.',
        'Sebagian hasil disimpan di lumbung dusun untuk persiapan paceklik.',
    ]],
    ['Musyawarah Dusun {dusun} Sepakati {jumlah} Usulan', 'Berita', ['musdus', 'rkp desa'], [
        'Musyawarah Dusun {dusun} menyepakati {jumlah} usulan untuk dibawa ke musyawarah desa.',
        'Usulan terbanyak menyangkut drainase, penerangan jalan, dan perbaikan atap posyandu.',
        'Perwakilan perempuan meminta tempat bermain anak dimasukkan sebagai prioritas.',
        'Berita acara ditandatangani malam itu juga dan ditempel di papan pengumuman.',
    ]],
    ['Jadwal Pelayanan Keliling di Dusun {dusun}', 'Pengumuman', ['pelayanan'], [
        'Pelayanan surat-menyurat keliling hadir di Dusun {dusun} {pekan}.',
        'Warga cukup membawa fotokopi kartu keluarga dan surat pengantar RT.',
        'Petugas melayani paling banyak {jumlah} berkas dalam satu hari.',
    ]],
    ['Latihan Gamelan Remaja {dusun} Diikuti {jumlah} Orang', 'Seni & Budaya', ['gamelan', 'remaja'], [
        'Setiap malam Minggu, {jumlah} remaja Dusun {dusun} berkumpul di pendapa untuk berlatih gamelan.',
        'Mereka sedang menyiapkan dua gending pembuka untuk malam bersih desa.',
        'Pelatihnya, seorang pensiunan guru, tidak memungut bayaran: "Asal rajin, saya sudah senang."',
        'Penonton boleh datang dan membawa tikar sendiri.',
    ]],
    ['Siaga Banjir: Warga {dusun} Pasang {jumlah} Karung Pasir', 'Berita', ['siaga bencana'], [
        'Mengantisipasi hujan lebat, warga Dusun {dusun} memasang {jumlah} karung pasir di tikungan sungai.',
        'Regu jaga dibagi tiga, masing-masing memegang pengeras suara dan senter.',
        'Sampai berita ini ditulis, tinggi muka air masih di bawah batas waspada.',
    ]],
    ['Turnamen Voli Antar-RT Digelar di Lapangan {dusun}', 'Kegiatan', ['olahraga', 'karang taruna'], [
        'Karang taruna menggelar turnamen voli yang diikuti {jumlah} regu dari seluruh RT.',
        'Pertandingan berlangsung sore hari supaya tidak mengganggu jam sekolah.',
        'Partai puncak dimainkan {pekan}; pemenangnya membawa pulang kambing dan piala bergilir.',
    ]],
];

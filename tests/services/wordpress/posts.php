<?php
// The posts of a village: ordinary ones, one a fortnight, and those that are out of the ordinary in one way each.

require_once __DIR__ . '/files.php';

/** Ordinary posts, newest first. */
function ordinary(int $count, string $seed): array
{
    $dusun = ['Krajan', 'Ngemplak', 'Karangsari', 'Pandanwangi', 'Sumberagung', 'Tegalrejo'];
    $weeks = ['hari Ahad pekan depan', 'Jumat Kliwon mendatang', 'pada pekan ketiga', 'sesudah lebaran'];
    $templates = require __DIR__ . '/texts.php';
    $posts = [];
    for ($n = 0; $n < $count; $n++) {
        [$title, $category, $tags, $lines] = $templates[$n % count($templates)];
        $fill = fn(string $text) => strtr($text, [
            '{dusun}' => $dusun[($n + intdiv($n, 10)) % 6],
            '{jumlah}' => 17 + ($n * 7) % 53,
            '{pekan}' => $weeks[$n % 4],
        ]);
        $paragraphs = array_map($fill, $lines);
        $paragraphs[] = "Dikabarkan dari Desa $seed, catatan ke-" . ($n + 1) . '.';
        $posts[] = [
            'title' => $fill($title),
            'content' => $n % 3 ? blocks($paragraphs) : implode("\n\n", $paragraphs),
            // An odd number of seconds, so that no date is right by chance.
            'ago' => $n * 16 * DAY_IN_SECONDS + 90_061 + $n * 1_237,
            'categories' => [$category],
            'tags' => $tags,
        ];
    }
    return $posts;
}

/** Paragraphs as the block editor saves them. */
function blocks(array $paragraphs): string
{
    return implode("\n\n", array_map(fn($text) => "<!-- wp:paragraph -->\n<p>$text</p>\n<!-- /wp:paragraph -->", $paragraphs));
}

/** Posts that are public and out of the ordinary. */
function special(): array
{
    $photos = array_map(fn($n) => attach("foto-kegiatan-$n.jpg", picture($n * 17), "Foto kegiatan $n"), [1, 2, 3]);
    $pdf = wp_get_attachment_url(attach('perdes-nomor-3-tahun-2024.pdf', pdf('Peraturan Desa Nomor 3 Tahun 2024'), 'Perdes Nomor 3 Tahun 2024'));
    $picture = fn(int $id) => sprintf('<img src="%s" alt="" class="wp-image-%d"/>', wp_get_attachment_image_url($id, 'large'), $id);
    return [
        ['title' => '', 'content' => 'Kantor desa tutup besok karena pemadaman listrik. Pelayanan dibuka lagi lusa.'],
        ['title' => 'Musyawarah & Mufakat: "Warga Bertanya" – Jawaban <em>Kepala Desa</em>', 'content' => blocks([
            'Pertanyaan: apa beda &ldquo;dana desa&rdquo; &amp; &ldquo;alokasi dana desa&rdquo;?', 'Jawab: sumbernya; yang satu APBN, yang lain APBD kabupaten...',
        ]), 'categories' => ['Seni & Budaya', 'Berita']],
        ['title' => 'Malam Takbiran 🌙 di Lapangan Desa 🎉', 'content' => 'Takbir keliling dimulai pukul 20.00 🌙. Bawa obor, jangan petasan 🙏.', 'slug' => 'malam-takbiran-🌙'],
        ['title' => "Jum'at Bersih: 5x6 Meter Lahan Dibersihkan --- Hasilnya...", 'content' => "Lahan 5x6 meter di depan masjid kini bersih.\n\n\"Rock 'n' roll\" kata anak-anak tahun '98 -- lalu tertawa."],
        ['title' => 'Harga Cabai &lt; Rp40.000 &amp; Beras &gt; Rp12.000', 'content' => "Syarat: harga &lt; 40.000 dan stok &gt; 100 kg.\n\n<pre>a &lt; b\n  c</pre>"],
        ['title' => 'ꦱꦸꦒꦼꦁ ꦫꦮꦸꦃ', 'content' => "Sugeng rawuh ing désa kita.\n\nمرحبا بكم"],
        ['title' => 'Pos Ronda Nomor 151', 'slug' => '151', 'content' => 'Pos ronda nomor 151 sudah dicat ulang.'],
        ['title' => 'Sejarah Bendungan dalam Tiga Bagian', 'content' => "Bagian pertama: sebelum ada bendungan.\n\n<!--nextpage-->\n\nBagian kedua: pembangunan dimulai.\n\n<!--nextpage-->\n\nBagian ketiga: air mengalir sampai ke hilir."],
        ['title' => 'Cerita Bersambung', 'content' => implode("\n\n<!--nextpage-->\n\n", array_map(fn($n) => "Babak ke-$n: perahu belum juga sampai.", range(1, 12)))],
        ['title' => 'Panduan Membuat Kompos', 'content' => blocks(['Kumpulkan daun kering dan sisa dapur.'])
            . "\n\n<!-- wp:nextpage -->\n<!--nextpage-->\n<!-- /wp:nextpage -->\n\n" . blocks(['Siram, tutup, dan aduk setiap tiga hari.', 'Sesudah enam pekan, kompos siap dipakai.'])],
        ['title' => 'Penetapan Harga Sewa Gedung', 'sticky' => true, 'content' => blocks(['Sewa gedung serbaguna ditetapkan Rp350.000 per hari untuk warga.'])],
        ['title' => 'Laporan dengan Kode Pendek', 'content' => "Sebelum kode.\n\n[supsystic-social-sharing id='1']\n\n[metaslider id=\"45\"]\n\n[su_button url=\"https://contoh.example\"]Unduh di sini[/su_button]\n\nCatatan kaki [1] dan [sic] tetap ada."],
        ['title' => 'Foto Bersama Tim Relawan', 'content' => "[caption id=\"attachment_{$photos[0]}\" align=\"aligncenter\" width=\"1024\"]{$picture($photos[0])} Tim relawan sesudah latihan[/caption]\n\nTerima kasih kepada semua relawan."],
        ['title' => 'Galeri Bersih Desa', 'content' => blocks(['Beberapa gambar dari bersih desa tahun ini.']) . "\n\n<!-- wp:gallery {\"linkTo\":\"none\"} -->\n<figure class=\"wp-block-gallery has-nested-images columns-default is-cropped\">"
            . implode('', array_map(fn($id) => "<!-- wp:image {\"id\":$id,\"sizeSlug\":\"large\"} -->\n<figure class=\"wp-block-image size-large\">{$picture($id)}</figure>\n<!-- /wp:image -->", $photos))
            . "</figure>\n<!-- /wp:gallery -->", 'image' => $photos[1]],
        ['title' => 'Galeri Lama', 'content' => 'Album lama kami pindahkan ke sini. [gallery ids="' . implode(',', $photos) . '"]'],
        ['title' => 'Hanya Gambar', 'content' => '', 'image' => $photos[2]],
        ['title' => 'Perdes Nomor 3 Tahun 2024 tentang Pengelolaan Sampah', 'content' => "<!-- wp:file {\"href\":\"$pdf\"} -->\n<div class=\"wp-block-file\"><a href=\"$pdf\">Perdes Nomor 3 Tahun 2024</a><a href=\"$pdf\" class=\"wp-block-file__button\" download>Unduh</a></div>\n<!-- /wp:file -->"],
        ['title' => 'Tautan Biasa ke Berkas', 'content' => "Rancangan dapat dibaca di <a href=\"$pdf\">naskah peraturan</a>."],
        ['title' => 'Ringkas Dulu, Lengkap Kemudian', 'content' => "Bagian yang tampak di muka.\n\n<!--more Selengkapnya-->\n\nBagian yang baru tampak sesudah diklik.", 'excerpt' => 'Ringkasan yang ditulis sendiri.'],
        ['title' => 'Salinan dari Pengolah Kata', 'content' => '<p class="MsoNormal" style="margin-bottom: 0cm; text-align: justify;"><span style="font-size: 12pt;" lang="IN">Menindaklanjuti surat edaran, <b style="mso-bidi-font-weight: normal;">rapat</b> diundur.<o:p></o:p></span></p><p class="MsoNormal">&nbsp;</p><div><div>Demikian.</div></div>'],
        ['title' => 'Daftar Bawaan Peserta Kemah', 'content' => "<!-- wp:heading -->\n<h2>Wajib dibawa</h2>\n<!-- /wp:heading -->\n\n<!-- wp:list -->\n<ul><li>Senter</li><li>Jas hujan<ul><li>ukuran anak</li></ul></li></ul>\n<!-- /wp:list -->\n\n<!-- wp:quote -->\n<blockquote class=\"wp-block-quote\"><p>Hemat air.</p><cite>Pembina</cite></blockquote>\n<!-- /wp:quote -->"],
        ['title' => 'Jadwal Giliran Air', 'content' => "<!-- wp:table -->\n<figure class=\"wp-block-table\"><table><thead><tr><th>Hari</th><th>Petak</th></tr></thead><tbody><tr><td>Senin</td><td>Utara</td></tr><tr><td>Rabu</td><td>-</td></tr></tbody></table><figcaption>Berlaku mulai musim gadu</figcaption></figure>\n<!-- /wp:table -->"],
        ['title' => 'Pesan dari Kader', 'content' => "Ingat 3M Plus.<script>document.write('skrip')</script>\n\n<style>.x{color:red}</style>Tutup bak air.\n\nhttps://video.contoh.example/tonton?v=1"],
        ['title' => 'Naskah Panjang Babad Desa', 'content' => blocks(array_map(fn($n) => "Pupuh ke-$n mengisahkan perjalanan pendiri desa dari lembah ke bukit, menanam jati di tiap persinggahan.", range(1, 150)))],
        ['title' => 'Bergabunglah dengan Kami', 'content' => blocks(['Karang taruna membuka pendaftaran anggota baru.']), 'modified' => 40 * DAY_IN_SECONDS],
        ['title' => 'Impor dari Situs Lama', 'content' => 'Kabar ini dipindahkan dari situs lama beserta tanggalnya.', 'ago' => 1_100 * DAY_IN_SECONDS + 4_242],
    ];
}

/** Posts that nobody but the village's own people may see: each holds the marker. */
function hidden(string $marker): array
{
    $secret = fn(string $what) => ['title' => "$what $marker", 'content' => "Isi $what tidak untuk umum: $marker.", 'excerpt' => "Ringkasan $marker"];
    return [
        ['password' => 'kunci'] + $secret('Berkas bersandi'),
        ['password' => 'kunci', 'sticky' => true] + $secret('Notula bersandi'),
        ['status' => 'private'] + $secret('Catatan pribadi'),
        ['status' => 'draft'] + $secret('Rancangan'),
        ['status' => 'pending'] + $secret('Menunggu tinjauan'),
        ['status' => 'trash'] + $secret('Dibuang'),
        ['status' => 'future', 'ago' => -200 * DAY_IN_SECONDS] + $secret('Terjadwal jauh'),
    ];
}

//! A village site as the village's own clerk made it twenty years ago: files of HTML, written in capitals, laid out by
//! tables, in the charset of its time. It is invented.

use std::sync::Arc;

use balai_testkit::village::{Article, Budget, DocumentSort, Statistic, Village};
use balai_testkit::{Answer, Ask, Website};

use super::{day, html, rupiah, section};

/// The site of a village.
pub(crate) struct Tables(pub(crate) Arc<Village>);

/// How many articles stand in a file.
pub(crate) const PER_FILE: usize = 15;

impl Website for Tables {
    fn respond(&self, ask: &Ask) -> Answer {
        let main = match ask.path() {
            "/" | "/index.html" => {
                Some("<CENTER><H2>Selamat Datang</H2><MARQUEE>Situs simulasi</MARQUEE></CENTER>".into())
            }
            "/profil.html" => Some(self.profile()),
            "/pamong.html" => Some(self.officials()),
            "/penduduk.html" => Some(self.0.statistics.iter().take(6).map(table).collect()),
            "/wilayah.html" => Some(self.hamlets()),
            "/apbdes.html" => Some(self.0.budgets.iter().rev().map(budget).collect()),
            "/perdes.html" => Some(self.documents()),
            path => path
                .strip_prefix("/berita")
                .and_then(|rest| rest.strip_suffix(".html"))
                .and_then(|number| if number.is_empty() { Some(1) } else { number.parse().ok() })
                .and_then(|number| self.news(number)),
        };
        match main {
            Some(main) => Answer::of("text/html", self.shell(&main)),
            None => Answer::of("text/html", self.shell("<H1>Not Found</H1>")).with_status(404),
        }
    }
}

impl Tables {
    fn shell(&self, main: &str) -> Vec<u8> {
        let page = format!(
            r##"<HTML><HEAD><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=iso-8859-1">
<META NAME="GENERATOR" CONTENT="Pembuat Halaman 4.0"><TITLE>DESA {}</TITLE></HEAD>
<BODY BGCOLOR="#FFFFCC"><TABLE WIDTH=780 CELLPADDING=4 ALIGN=center>
<TR><TD COLSPAN=2 BGCOLOR=navy><FONT COLOR=white SIZE=6>PEMERINTAH DESA {}</FONT></TD></TR>
<TR><TD WIDTH=160 VALIGN=top BGCOLOR="#CCCC99"><A HREF="profil.html">Profil</A><BR><A HREF="pamong.html">Pamong</A><BR>
<A HREF="berita.html">Berita</A><BR><A HREF="apbdes.html">APBDes</A></TD>
<TD VALIGN=top ID=isi>
{main}
</TD></TR>
<TR><TD COLSPAN=2 ALIGN=center><FONT SIZE=1>©{}situs simulasi, semua isinya rekaan</FONT></TD></TR></TABLE></BODY></HTML>
"##,
            self.0.name.to_uppercase(),
            self.0.name.to_uppercase(),
            '\u{a0}',
        );
        // It says ISO 8859-1 and, as they all do, means windows-1252.
        let byte = |c: char| match c {
            '\u{201c}' => 0x93,
            '\u{201d}' => 0x94,
            c => u8::try_from(u32::from(c)).unwrap_or(b'?'),
        };
        page.chars().map(byte).collect()
    }

    fn profile(&self) -> String {
        let profile = &self.0.profile;
        let rows = [
            ("Nama Desa", self.0.name.clone()),
            ("Kecamatan", profile.subdistrict.clone()),
            ("Alamat Kantor", profile.address.clone()),
            ("Kode Pos", profile.postal_code.clone()),
            ("Telepon", profile.phone.clone()),
            ("Luas Wilayah", format!("{} Ha", profile.area_ha)),
            ("Jumlah Penduduk", format!("{} jiwa", rupiah(i64::from(self.0.population().people()) * 100))),
            ("Jam Kerja", "Senin - Jumat, 08.00 - 15.00".to_owned()),
            ("HP Operator", profile.operator_phone.clone()),
        ];
        let rows = rows.map(|(label, value)| format!("<TR><TD>{label}<TD>:<TD>{}</TR>\n", html(&value)));
        format!(
            "<H2>PROFIL DESA</H2><TABLE BORDER=0>{}</TABLE><H3>Sejarah</H3><P>{}</P><H3>Visi</H3><P><I>{}</I></P>",
            rows.concat(),
            html(&profile.history),
            html(&profile.vision)
        )
    }

    fn officials(&self) -> String {
        let rows = self.0.officials_in_office().map(|it| {
            format!(
                "<TR><TD>{}.<TD>{}<TD>{}<TD>{}</TR>",
                it.id,
                html(&it.display_name()),
                html(&it.position),
                html(&it.term)
            )
        });
        format!(
            "<H2>PAMONG DESA</H2><TABLE BORDER=1><TR BGCOLOR=silver><TH>No<TH>Nama<TH>Jabatan<TH>Masa Jabatan</TR>{}</TABLE>",
            rows.collect::<String>()
        )
    }

    fn news(&self, number: usize) -> Option<String> {
        let articles: Vec<&Article> = self.0.news().collect();
        let own = articles.chunks(PER_FILE).nth(number.checked_sub(1)?)?;
        let rows = own.iter().map(|article| {
            let image = article.images.first().map(|image| format!("<IMG SRC=\"gambar/{image}\" WIDTH=120>"));
            format!(
                "<TR><TD VALIGN=top>{}<TD><FONT SIZE=4><B>{}</B></FONT><BR><I>Diposting {} oleh {}</I><DIV>{}</DIV><HR></TR>\n",
                image.unwrap_or_default(),
                html(&article.title),
                day(article.published_at.date()),
                html(&article.author),
                article.body,
            )
        });
        let next = match articles.len() > number * PER_FILE {
            true => format!("<A HREF=\"berita{}.html\">Berikutnya &gt;&gt;</A>", number + 1),
            // The last one leads back to the first, as its author thought nice.
            false => "<A HREF=\"berita.html\">Kembali ke awal</A>".to_owned(),
        };
        Some(format!(
            "<H2>BERITA</H2><TABLE BORDER=0 CELLSPACING=8>{}</TABLE><P ALIGN=right>{next}</P>",
            rows.collect::<String>()
        ))
    }

    fn hamlets(&self) -> String {
        let rows = self.0.hamlets.iter().map(|hamlet| {
            let count = hamlet.count();
            let head = &self.0.residents[hamlet.head];
            format!(
                "<TR><TD>Dusun {}<TD>{}<TD>{}<TD>{}<TD>{}</TR>",
                html(&hamlet.name),
                count.male,
                count.female,
                count.households,
                head.name,
            )
        });
        format!(
            "<H2>WILAYAH</H2><TABLE BORDER=1><TR><TD><B>Dusun</B><TD><B>L</B><TD><B>P</B><TD><B>KK</B><TD><B>Ketua</B></TR>{}</TABLE>",
            rows.collect::<String>()
        )
    }

    fn documents(&self) -> String {
        let is_listed = |sort: DocumentSort| matches!(sort, DocumentSort::Regulation);
        let rows = self.0.documents.iter().filter(|it| it.is_public() && is_listed(it.sort)).map(|it| {
            format!("<LI><A HREF=\"unduh/{}\">{}</A> ({})", it.file, html(&it.title), day(it.date))
        });
        format!("<H2>PERATURAN DESA</H2><UL>{}</UL>", rows.collect::<String>())
    }
}

fn table(table: &Statistic) -> String {
    let rows = table.rows.iter().map(|row| {
        format!(
            "<TR><TD>{}<TD ALIGN=right>{}<TD ALIGN=right>{}<TD ALIGN=right>{}</TR>",
            html(&row.label),
            row.male,
            row.female,
            row.total()
        )
    });
    format!(
        "<TABLE BORDER=1><CAPTION>Penduduk menurut {}</CAPTION><TR><TH>Uraian<TH>L<TH>P<TH>Jml</TR>{}</TABLE><P>",
        html(table.name),
        rows.collect::<String>()
    )
}

fn budget(budget: &Budget) -> String {
    let rows = budget.lines.iter().filter(|line| line.level == 2).map(|line| {
        format!(
            "<TR><TD>{}<TD>{}<TD>{}<TD ALIGN=right>Rp{}{}</TR>",
            section(line.section),
            line.code,
            html(line.name),
            '\u{a0}',
            rupiah(line.budgeted),
        )
    });
    format!(
        "<TABLE><TR><TD><H3>ANGGARAN TAHUN {}</H3><TABLE BORDER=1><TR><TD>Kelompok<TD>Kode<TD>Uraian<TD>Jumlah</TR>{}</TABLE></TD></TR></TABLE>",
        budget.year,
        rows.collect::<String>()
    )
}

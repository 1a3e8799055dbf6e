//! News, pages, agenda and finance articles, and those that were never published.

use jiff::civil::{Date, DateTime};
use jiff::{Span, ToSpan};

use super::dice::Dice;
use super::prose::{self, Scene};
use super::resident::Resident;
use super::words::NEWS;
use super::{Budget, Character, Hamlet, Pace, Profile};

/// An article of a village site, published or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// The site's number for it.
    pub id: u32,
    /// What it is.
    pub form: Form,
    /// The title, plain text.
    pub title: String,
    /// The last part of its address.
    pub slug: String,
    /// When it was, or is to be, published, by the clock on the village's wall.
    pub published_at: DateTime,
    /// Index into [`Village::categories`](super::Village::categories); news have one, others do not.
    pub category: Option<usize>,
    /// As printed.
    pub author: String,
    /// The text as HTML. Finance articles hold a shortcode, which the article's own page shows as a table.
    pub body: String,
    /// File names of the pictures, the main one first.
    pub images: Vec<String>,
    /// File name and label of the attachment.
    pub attachment: Option<(String, String)>,
    /// The site's counter.
    pub hits: u32,
    /// Comments that were let through.
    pub comments: Vec<Comment>,
    /// Whether the world may read it.
    pub state: State,
    /// What an agenda article announces.
    pub event: Option<Event>,
}

/// What an article is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Ordinary news (*dinamis*).
    News,
    /// A page that is kept (*statis*).
    Page,
    /// One that announces an event (*agenda*).
    Agenda,
    /// One that shows the budget of a year (*keuangan*).
    Finance,
}

impl Form {
    /// OpenSID's word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::News => "dinamis",
            Self::Page => "statis",
            Self::Agenda => "agenda",
            Self::Finance => "keuangan",
        }
    }
}

/// Whether the world may read an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It may.
    Published,
    /// A draft, or taken back; its text holds the mark `RAHASIA-DRAF`.
    Disabled,
    /// Not yet; its text holds the mark `RAHASIA-JADWAL`.
    Scheduled,
}

/// What an agenda article announces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// By the clock on the village's wall.
    pub starts_at: DateTime,
    /// Where.
    pub place: String,
    /// Who coordinates.
    pub coordinator: String,
}

/// A comment; its author is a resident, whom no record may name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// Index among the village's residents.
    pub resident: usize,
    /// The text.
    pub text: String,
    /// When, by the clock on the village's wall.
    pub at: DateTime,
}

impl Article {
    /// Whether the world may read it.
    pub fn is_published(&self) -> bool {
        self.state == State::Published
    }

    /// The path of its page, as OpenSID 2410 writes it: `artikel/2026/9/3/kerja-bakti`.
    pub fn path(&self) -> String {
        let date = self.published_at;
        format!("artikel/{}/{}/{}/{}", date.year(), date.month(), date.day(), self.slug)
    }
}

/// What the generator has at hand.
pub(crate) struct Sources<'a> {
    pub(crate) name: &'a str,
    pub(crate) profile: &'a Profile,
    pub(crate) hamlets: &'a [Hamlet],
    pub(crate) budgets: &'a [Budget],
    pub(crate) residents: &'a [Resident],
    pub(crate) character: &'a Character,
}

pub(crate) fn generate(dice: &mut Dice, sources: &Sources<'_>) -> Vec<Article> {
    let mut desk = Desk { dice, sources, articles: Vec::new() };
    desk.news();
    desk.pages();
    desk.agenda();
    desk.finance();
    desk.unpublished();
    desk.articles
}

struct Desk<'a> {
    dice: &'a mut Dice,
    sources: &'a Sources<'a>,
    articles: Vec<Article>,
}

impl Desk<'_> {
    /// Files an article under the next number, with a slug that no other has.
    fn file(&mut self, form: Form, title: &str, at: DateTime, body: String) -> &mut Article {
        let slug = super::slug(title);
        let taken = |slug: &str| self.articles.iter().any(|article| article.slug == slug);
        let slug = match (1..).map(|n| format!("{slug}-{n}")).find(|other| !taken(other)) {
            Some(numbered) if taken(&slug) => numbered,
            _ => slug,
        };
        self.articles.push(Article {
            id: u32::try_from(self.articles.len()).unwrap_or(0) + 1,
            form,
            title: title.to_owned(),
            slug,
            published_at: at,
            category: None,
            author: "Administrator".into(),
            body,
            images: Vec::new(),
            attachment: None,
            hits: u32::try_from(self.dice.between(12, 2_600)).unwrap_or(0),
            comments: Vec::new(),
            state: State::Published,
            event: None,
        });
        let last = self.articles.len() - 1;
        &mut self.articles[last]
    }

    fn clock(&mut self, date: Date) -> DateTime {
        let (hour, minute, second) =
            (self.dice.between(7, 20), self.dice.between(0, 59), self.dice.between(0, 59));
        let small = |number| i8::try_from(number).unwrap_or(0);
        date.at(small(hour), small(minute), small(second), 0)
    }

    fn today(&self) -> Date {
        self.sources.character.today
    }

    fn days_ago(&self, days: i64) -> Date {
        self.today().saturating_sub(Span::new().days(days))
    }

    fn scene(&mut self, date: Date) -> Scene {
        let hamlet = &self.sources.hamlets[self.dice.below(self.sources.hamlets.len())];
        Scene {
            village: self.sources.name.to_owned(),
            hamlet: hamlet.name.clone(),
            year: date.year(),
            number: self.dice.between(2, 9),
        }
    }

    fn news(&mut self) {
        let (count, newest, oldest) = match self.sources.character.pace {
            Pace::Active => (self.dice.between(40, 75), self.dice.between(1, 18), 3 * 365),
            Pace::Stale => (self.dice.between(15, 30), self.dice.between(740, 800), 5 * 365),
            Pace::Silent => return,
        };
        for number in 0..count {
            let days = oldest - (oldest - newest) * number / (count - 1).max(1);
            let date = self.days_ago(days);
            let at = self.clock(date);
            let scene = self.scene(date);
            let (title, category) = NEWS[self.dice.below(NEWS.len())];
            let title = scene.fill(title);
            let short = self.sources.character.short_news && number + 2 == count;
            let image = format!("kegiatan_{}.jpg", self.dice.between(1, 40));
            let body = match short {
                true => "<p>Besok kantor desa tutup.</p>".to_owned(),
                false => prose::body(self.dice, &scene, &image),
            };
            let pictures = self.dice.between(0, 3);
            let attached = self.dice.chance(15);
            let by_secretary = self.dice.chance(25);
            let commented = self.dice.chance(20);
            let resident = self.dice.below(self.sources.residents.len());
            let article = self.file(Form::News, &title, at, body);
            article.category = Some(category);
            article.images = (0..pictures).map(|n| format!("foto_{}_{n}.jpg", article.id)).collect();
            if attached {
                let file = format!("lampiran_{}.pdf", article.id);
                article.attachment = Some((file, format!("Lampiran {title}")));
            }
            if by_secretary {
                article.author = "Sekretariat Desa".into();
            }
            if commented {
                article.comments.push(Comment {
                    resident,
                    text: "Semoga dusun kami segera kebagian juga.".into(),
                    at: at.saturating_add(1.day()),
                });
            }
        }
        self.leak();
    }

    /// What villages do: an announcement with the numbers of people.
    fn leak(&mut self) {
        let residents = self.sources.residents;
        let (one, two) = (&residents[0], &residents[1]);
        let body = format!(
            "<p>Berikut ketentuan pengambilan bantuan. Bawalah kartu keluarga asli dan datang sesuai jadwal yang tertera \
             di undangan. Pengambilan tidak dapat diwakilkan kecuali oleh anggota keluarga serumah, dengan membawa \
             surat kuasa bermeterai yang ditandatangani ketua RT.</p>\n<table><tbody><tr><td>NIK</td><td>{}</td></tr>\
             <tr><td>No. KK</td><td>{}</td></tr></tbody></table>\n<p>Pertanyaan: hubungi {} (panitia) atau surel {}.</p>",
            one.nik,
            two.family_card,
            two.hyphenated_phone(),
            two.email,
        );
        let day = match self.sources.character.pace {
            Pace::Active => self.days_ago(40),
            _ => self.days_ago(900),
        };
        let at = self.clock(day);
        self.file(Form::News, "Pengambilan Bantuan Pangan Gelombang Kedua", at, body).category = Some(1);
    }

    fn pages(&mut self) {
        let day = self.days_ago(3 * 365);
        let Sources { name, profile, .. } = *self.sources;
        let mission: String =
            profile.mission.iter().map(|m| format!("<li>{}</li>", crate::html(m))).collect();
        let pages = [
            (
                "Profil Desa".to_owned(),
                format!("<p>{name} terletak di lereng pegunungan, luasnya {} hektare.</p>", profile.area_ha),
            ),
            ("Sejarah Desa".to_owned(), format!("<p>{}</p>", crate::html(&profile.history))),
            (
                "Visi dan Misi".to_owned(),
                format!(
                    "<h3>Visi</h3>\n<p>{}</p>\n<h3>Misi</h3>\n<ol>{mission}</ol>",
                    crate::html(&profile.vision)
                ),
            ),
            (
                "Letak dan Batas Wilayah".to_owned(),
                format!(
                    "<table><tbody><tr><td>Utara</td><td>{}</td></tr><tr><td>Timur</td><td>{}</td></tr><tr><td>Selatan</td>\
                     <td>{}</td></tr><tr><td>Barat</td><td>{}</td></tr></tbody></table>",
                    profile.borders[0], profile.borders[1], profile.borders[2], profile.borders[3],
                ),
            ),
            (
                format!("Hubungi Kantor Desa {name}"),
                format!(
                    "<p>Kantor desa: {}, telepon {}, surel {}.</p>",
                    profile.address, profile.phone, profile.email
                ),
            ),
        ];
        for (title, body) in pages {
            let at = self.clock(day);
            self.file(Form::Page, &title, at, body);
        }
    }

    fn agenda(&mut self) {
        if self.sources.character.pace != Pace::Active {
            return;
        }
        let hamlet = self.sources.hamlets[0].name.clone();
        let events: [(String, i64, &str, &str); 5] = [
            (format!("Posyandu Dusun {hamlet}"), 9, "Gedung PKD", "Bidan Desa"),
            ("Musyawarah Desa Perencanaan".into(), 24, "Pendopo Balai Desa", "Ketua BPD"),
            ("Gladi Siaga Bencana".into(), 3, "Lapangan Desa", "Ketua Linmas"),
            ("Rapat Ketua RT/RW".into(), -6, "Balai Desa", "Sekretaris Desa"),
            ("Pengajian Selapanan".into(), -35, "Masjid Desa", "Takmir Masjid"),
        ];
        for (title, in_days, place, coordinator) in events {
            let day = self.days_ago(-in_days);
            let starts_at = day.at(if in_days % 2 == 0 { 9 } else { 19 }, 30, 0, 0);
            let day = self.days_ago(12 - in_days.min(0));
            let at = self.clock(day);
            let body = format!("<p>Warga diundang menghadiri {} tepat waktu.</p>", crate::html(&title));
            self.file(Form::Agenda, &title, at, body).event =
                Some(Event { starts_at, place: place.into(), coordinator: coordinator.into() });
        }
    }

    fn finance(&mut self) {
        for budget in self.sources.budgets {
            let year = budget.year;
            let body =
                format!("<p>Pelaksanaan anggaran desa tahun {year}:</p>\n<p>[[lap-RP-APBD-sm1,{year}]]</p>");
            // A report on this year's budget is out as soon as the year has begun.
            let first = Date::constant(year, 1, 18);
            let at = self.clock(first.min(self.days_ago(2)));
            self.file(Form::Finance, &format!("Laporan Realisasi APBDes {year}"), at, body);
        }
    }

    fn unpublished(&mut self) {
        let drafts = [
            (Form::News, "Konsep Berita Seleksi Perangkat", 60),
            (Form::News, "Naskah Pengumuman Belum Final", 20),
            (Form::News, "Berita Ditarik Kembali", 400),
            (Form::Page, "Halaman Lama Tidak Dipakai", 900),
        ];
        for (form, title, days) in drafts {
            let day = self.days_ago(days);
            let at = self.clock(day);
            let body = format!(
                "<p>RAHASIA-DRAF {title}. {}</p>",
                "Isi ini hanya untuk dibaca di kantor desa. ".repeat(7)
            );
            let draft = self.file(form, title, at, body);
            draft.state = State::Disabled;
            draft.category = (form == Form::News).then_some(0);
        }
        let at = Date::constant(self.today().year() + 4, 3, 1).at(8, 0, 0, 0);
        let body = format!("<p>RAHASIA-JADWAL. {}</p>", "Isi ini baru boleh dibaca kelak. ".repeat(9));
        let scheduled = self.file(Form::News, "Rencana Besar yang Belum Diumumkan", at, body);
        scheduled.state = State::Scheduled;
        scheduled.category = Some(1);
    }
}

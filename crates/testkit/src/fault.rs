//! What goes wrong with sites.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use crate::{Answer, Ask, Website};

/// A way in which a site fails.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Another status, and a page that says so: 403, 404, 500.
    Status(u16),
    /// Status 429 or 503, and how many seconds to wait (`Retry-After`).
    Busy(u16, u32),
    /// A page of HTML under status 200, whatever is due.
    Html,
    /// The first so many bytes of the body, and no more.
    Cut(usize),
    /// The body in windows-1252 although its header says UTF-8.
    WrongCharset,
    /// A redirect to itself.
    RedirectLoop,
    /// A right answer that is late; later than [`Web`](crate::Web) waits, it is none.
    Late(Duration),
}

/// A site with faults below some of its paths.
///
/// ```
/// use balai_testkit::{Ask, Fault, Faulty, FeedFormat, PlainFeed, Website};
/// use balai_testkit::village::Village;
///
/// let village = Village::generate("33.04.15.2003".parse()?, "Sarwodadi", 1);
/// let site = Faulty::new(PlainFeed::new(village, FeedFormat::Rss))
///     .on_first(1, "/rss.xml", Fault::Busy(503, 2))
///     .on("/kabar/", Fault::Html);
/// let ask = Ask::new("http://desa.invalid", "/rss.xml");
/// assert_eq!(site.respond(&ask).status, 503);
/// assert_eq!(site.respond(&ask).status, 200, "only the first time");
/// # Ok::<(), balai_core::RegionCodeError>(())
/// ```
pub struct Faulty<W> {
    site: W,
    faults: Vec<Rule>,
}

struct Rule {
    path: String,
    fault: Fault,
    /// How often it is still to happen.
    left: AtomicU32,
}

impl<W> Faulty<W> {
    /// A site without faults so far.
    pub fn new(site: W) -> Self {
        Self { site, faults: Vec::new() }
    }

    /// Fails every time that a path which begins with `path` is asked.
    #[must_use]
    pub fn on(self, path: &str, fault: Fault) -> Self {
        self.on_first(u32::MAX, path, fault)
    }

    /// Fails the first `times` times that a path which begins with `path` is asked.
    #[must_use]
    pub fn on_first(mut self, times: u32, path: &str, fault: Fault) -> Self {
        self.faults.push(Rule { path: path.to_owned(), fault, left: AtomicU32::new(times) });
        self
    }
}

impl Rule {
    fn happens(&self, ask: &Ask) -> bool {
        let once_less = |left: u32| if left == u32::MAX { Some(left) } else { left.checked_sub(1) };
        ask.path().starts_with(&self.path)
            && self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, once_less).is_ok()
    }
}

impl<W: Website> Website for Faulty<W> {
    fn respond(&self, ask: &Ask) -> Answer {
        match self.faults.iter().find(|rule| rule.happens(ask)) {
            Some(rule) => rule.fault.answer(&self.site, ask),
            None => self.site.respond(ask),
        }
    }
}

impl Fault {
    /// What `site` answers where it fails in this way.
    pub(crate) fn answer(&self, site: &impl Website, ask: &Ask) -> Answer {
        let page =
            || Answer::html("<!doctype html><title>Galat</title><p>Situs simulasi sedang terganggu.</p>");
        match self {
            Self::Status(status) => page().with_status(*status),
            Self::Busy(status, seconds) => {
                page().with_status(*status).header("Retry-After", seconds.to_string())
            }
            Self::Html => page(),
            Self::RedirectLoop => Answer::redirect(&ask.target),
            Self::Cut(bytes) => {
                let mut answer = site.respond(ask);
                answer.body.truncate(*bytes);
                answer
            }
            Self::WrongCharset => {
                let mut answer = site.respond(ask);
                answer.body = windows_1252(&answer.text()).into();
                answer
            }
            Self::Late(delay) => Answer { delay: *delay, ..site.respond(ask) },
        }
    }
}

/// The characters of windows-1252 that texts of villages have; what is not among them is a question mark.
fn windows_1252(text: &str) -> Vec<u8> {
    text.chars()
        .map(|c| match c {
            '\u{201c}' => 0x93,
            '\u{201d}' => 0x94,
            '\u{2018}' => 0x91,
            '\u{2019}' => 0x92,
            '\u{2013}' => 0x96,
            '\u{2014}' => 0x97,
            '\u{2026}' => 0x85,
            c => u8::try_from(u32::from(c)).unwrap_or(b'?'),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::*;

    struct Fixed;

    impl Website for Fixed {
        fn respond(&self, _: &Ask) -> Answer {
            Answer::html("<p>\u{201c}Guyub\u{201d} Rp\u{a0}5.000</p>").header("ETag", "\"a\"")
        }
    }

    fn ask(site: &impl Website, path: &str) -> Answer {
        site.respond(&Ask::new("http://desa.invalid", path))
    }

    #[test]
    fn a_fault_is_below_its_path_only() {
        let site = Faulty::new(Fixed).on("/feed", Fault::Status(403)).on("/api", Fault::Html);
        assert_eq!(ask(&site, "/feed?x=1").status, 403);
        assert_eq!(ask(&site, "/"), ask(&Fixed, "/"));
        assert!(ask(&site, "/api/arsip").text().starts_with("<!doctype html>"));
    }

    #[test]
    fn a_fault_happens_as_often_as_told() {
        let site = Faulty::new(Fixed).on_first(2, "/", Fault::Busy(429, 7));
        assert_eq!(ask(&site, "/").header_value("retry-after"), Some("7"));
        assert_eq!([ask(&site, "/").status, ask(&site, "/").status], [429, 200]);
    }

    #[test]
    fn bodies_are_cut_and_miscoded() {
        let site = Faulty::new(Fixed).on("/cut", Fault::Cut(5)).on("/charset", Fault::WrongCharset);
        assert_eq!(ask(&site, "/cut").body, Bytes::from_static(b"<p>\xe2\x80"));
        assert_eq!(ask(&site, "/charset").body, Bytes::from_static(b"<p>\x93Guyub\x94 Rp\xa05.000</p>"));
    }
}

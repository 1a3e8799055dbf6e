//! The robots.txt file: what it allows.
//!
//! Source: RFC 9309; `Crawl-delay` is a custom beyond it.

use std::cmp::Reverse;
use std::time::Duration;

/// What a robots.txt file says to one reader.
///
/// ```
/// let robots = balai_fetch::RobotsTxt::parse(b"User-agent: *\nDisallow: /admin\nAllow: /admin/berita$", "Balai");
/// assert!(!robots.allows("/admin/login"));
/// assert!(robots.allows("/admin/berita"));
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RobotsTxt {
    /// The strongest first, so that the first that matches decides.
    rules: Vec<Rule>,
    crawl_delay: Option<Duration>,
}

#[derive(Clone, Debug, PartialEq)]
struct Rule {
    pattern: Vec<u8>,
    anchored: bool,
    allow: bool,
}

impl RobotsTxt {
    /// How much of a file is read, in bytes (RFC 9309, 2.5).
    pub const LIMIT: usize = 500 * 1024;

    /// Reads a file for the reader that calls itself `token` (the product token: the User-Agent up to its slash).
    ///
    /// Never fails: lines that mean nothing are passed over, and what comes after [`RobotsTxt::LIMIT`].
    pub fn parse(file: &[u8], token: &str) -> Self {
        let mut ours = Self::default();
        let mut everyones = Self::default();
        let mut named = false;
        // Whether the group that is being read is for us, for everyone, and still in its User-agent lines.
        let (mut to_us, mut to_all, mut opening) = (false, false, false);
        for (key, value) in lines(whole_lines(file)) {
            if key.eq_ignore_ascii_case(b"user-agent") {
                if !opening {
                    (to_us, to_all, opening) = (false, false, true);
                }
                to_all |= value.first() == Some(&b'*');
                let name = value.split(|&byte| !is_token(byte)).next().unwrap_or_default();
                to_us |= !name.is_empty() && name.eq_ignore_ascii_case(token.as_bytes());
                named |= to_us;
                continue;
            }
            let record = Record::read(key, value);
            if matches!(record, Record::Other) {
                // Sitemaps and the like belong to no group and end none.
                continue;
            }
            opening = false;
            if to_us {
                ours.add(&record);
            }
            if to_all {
                everyones.add(&record);
            }
        }
        let mut chosen = if named { ours } else { everyones };
        // The longest pattern decides; of two equally long ones the one that allows.
        chosen.rules.sort_by_key(|rule| (Reverse(rule.length()), !rule.allow));
        chosen
    }

    /// Whether `path` (with its query, beginning with a slash, percent-encoded as in a URL) may be asked for.
    pub fn allows(&self, path: &str) -> bool {
        if path == "/robots.txt" {
            return true;
        }
        let path = normal(path.as_bytes(), |byte| matches!(byte, b'*' | b'$'));
        self.rules.iter().find(|rule| rule.matches(&path)).is_none_or(|rule| rule.allow)
    }

    /// The pause between two requests that the file asks for.
    pub fn crawl_delay(&self) -> Option<Duration> {
        self.crawl_delay
    }

    fn add(&mut self, record: &Record<'_>) {
        match *record {
            Record::Rule { pattern, allow } if !pattern.is_empty() => {
                self.rules.push(Rule::new(pattern, allow));
            }
            Record::CrawlDelay(delay) => self.crawl_delay = self.crawl_delay.max(Some(delay)),
            Record::Rule { .. } | Record::Other => {}
        }
    }
}

enum Record<'a> {
    Rule { pattern: &'a [u8], allow: bool },
    CrawlDelay(Duration),
    Other,
}

impl<'a> Record<'a> {
    fn read(key: &[u8], value: &'a [u8]) -> Self {
        if key.eq_ignore_ascii_case(b"allow") {
            Self::Rule { pattern: value, allow: true }
        } else if key.eq_ignore_ascii_case(b"disallow") {
            Self::Rule { pattern: value, allow: false }
        } else if key.eq_ignore_ascii_case(b"crawl-delay") {
            let seconds = std::str::from_utf8(value).ok().and_then(|text| text.parse().ok());
            let delay = seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
            delay.map_or(Self::Other, Self::CrawlDelay)
        } else {
            Self::Other
        }
    }
}

impl Rule {
    fn new(pattern: &[u8], allow: bool) -> Self {
        let (pattern, anchored) = match pattern.strip_suffix(b"$") {
            Some(pattern) => (pattern, true),
            None => (pattern, false),
        };
        // A dollar sign elsewhere than at the end is itself.
        Self { pattern: normal(pattern, |byte| byte == b'$'), anchored, allow }
    }

    fn length(&self) -> usize {
        self.pattern.len() + usize::from(self.anchored)
    }

    /// Looks for the pieces between the asterisks one after another, each as early as it can be.
    fn matches(&self, path: &[u8]) -> bool {
        let mut pieces = self.pattern.split(|&byte| byte == b'*');
        let Some(mut rest) = pieces.next().and_then(|first| path.strip_prefix(first)) else { return false };
        let mut last: Option<&[u8]> = None;
        for piece in pieces {
            if let Some(piece) = last.replace(piece) {
                let Some(found) = find(rest, piece) else { return false };
                rest = &rest[found + piece.len()..];
            }
        }
        match last {
            None => !self.anchored || rest.is_empty(),
            Some(last) if self.anchored => rest.ends_with(last),
            Some(last) => find(rest, last).is_some(),
        }
    }
}

fn find(text: &[u8], piece: &[u8]) -> Option<usize> {
    if piece.is_empty() {
        return Some(0);
    }
    text.windows(piece.len()).position(|window| window == piece)
}

/// The file up to its limit, without the line that the limit cuts in two.
fn whole_lines(file: &[u8]) -> &[u8] {
    let Some(head) = file.get(..RobotsTxt::LIMIT).filter(|_| file.len() > RobotsTxt::LIMIT) else {
        return file;
    };
    let end = head.iter().rposition(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(0);
    &head[..end]
}

fn lines(file: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    let file = file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file);
    file.split(|byte| matches!(byte, b'\n' | b'\r')).filter_map(|line| {
        let line = line.split(|&byte| byte == b'#').next().unwrap_or_default();
        let colon = line.iter().position(|&byte| byte == b':')?;
        Some((line[..colon].trim_ascii(), line[colon + 1..].trim_ascii()))
    })
}

fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || matches!(byte, b'-' | b'_')
}

/// One spelling for what is the same: unreserved characters plain, everything that is not ASCII and everything
/// that `encode` names percent-encoded, hexadecimal digits in upper case (RFC 9309, 2.2.2).
fn normal(text: &[u8], encode: impl Fn(u8) -> bool) -> Vec<u8> {
    let mut normal = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((&byte, tail)) = rest.split_first() {
        rest = tail;
        let encoded = (byte == b'%').then(|| tail.get(..2).and_then(hex)).flatten();
        let (byte, escape) = match encoded {
            Some(value) => {
                rest = &tail[2..];
                (value, !(value.is_ascii_alphanumeric() || matches!(value, b'-' | b'.' | b'_' | b'~')))
            }
            None => (byte, !byte.is_ascii() || encode(byte)),
        };
        if escape {
            normal.extend(format!("%{byte:02X}").bytes());
        } else {
            normal.push(byte);
        }
    }
    normal
}

fn hex(digits: &[u8]) -> Option<u8> {
    // from_str_radix would take a sign.
    let digits = digits.iter().all(u8::is_ascii_hexdigit).then_some(digits)?;
    u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn allows(file: &str, path: &str) -> bool {
        RobotsTxt::parse(file.as_bytes(), "Balai").allows(path)
    }

    #[test]
    fn patterns_match_as_the_rfc_says() {
        for (pattern, path, matches) in [
            ("/", "/", true),
            ("/fish", "/fish", true),
            ("/fish", "/fishheads/yummy.html", true),
            ("/fish", "/Fish.asp", false),
            ("/fish*", "/fish.html", true),
            ("/fish/", "/fish", false),
            ("/fish/", "/fish/?id=anything", true),
            ("/*.php", "/folder/any.php.file.html", true),
            ("/*.php", "/windows.PHP", false),
            ("/*.php$", "/folder/filename.php", true),
            ("/*.php$", "/filename.php?parameters", false),
            ("/*.php$", "/a.php/b.php", true),
            ("/fish*.php", "/fishheads/catfish.php?parameters", true),
            ("/a*b*c", "/a-b-b-c", true),
            ("/a*b*c", "/a-c-b", false),
            ("/a*b$", "/ab", true),
            ("/ab*ab$", "/ab", false),
            ("*/feed", "/x/feed", true),
            ("/$", "/", true),
            ("/$", "/x", false),
            ("/foo/bar?baz=http://foo.bar", "/foo/bar?baz=http://foo.bar", true),
            ("/foo/bar/ツ", "/foo/bar/%E3%83%84", true),
            ("/foo/bar/%e3%83%84", "/foo/bar/%E3%83%84", true),
            ("/foo/bar/%62%61%7A", "/foo/bar/baz", true),
            ("/a%2Fb", "/a/b", false),
            ("/file-%2A.html", "/file-*.html", true),
            ("/harga$rupiah", "/harga$rupiah", true),
            ("fish", "/fish", false),
            ("/100%", "/100%", true),
        ] {
            let file = format!("User-agent: *\nDisallow: {pattern}");
            assert_eq!(!allows(&file, path), matches, "{pattern} on {path}");
        }
    }

    #[test]
    fn the_longest_rule_decides() {
        for (rules, path, allowed) in [
            ("Allow: /p\nDisallow: /", "/page", true),
            ("Allow: /folder\nDisallow: /folder", "/folder/page", true),
            ("Allow: /page\nDisallow: /*.htm", "/page.htm", false),
            ("Allow: /$\nDisallow: /", "/", true),
            ("Allow: /$\nDisallow: /", "/page.htm", false),
            ("Disallow:", "/x", true),
            ("Disallow: /desa/\nAllow: /desa/upload/media/", "/desa/upload/media/1.jpg", true),
            ("Disallow: /", "/robots.txt", true),
        ] {
            assert_eq!(allows(&format!("User-agent: *\n{rules}"), path), allowed, "{rules} on {path}");
        }
    }

    #[test]
    fn our_group_comes_before_everyones() {
        let file = "User-agent: *\nDisallow: /\n\nUser-agent: balai/1.0\nDisallow: /admin\nCrawl-delay: 2.5\n\
                    User-Agent: lain\nUser-agent: BALAI # kita\nSitemap: https://desa.example/sitemap.xml\n\
                    disallow : /wp-admin";
        let robots = RobotsTxt::parse(file.as_bytes(), "Balai");
        assert!(robots.allows("/"));
        assert!(!robots.allows("/admin"), "the first group is ours");
        assert!(!robots.allows("/wp-admin"), "and the second is joined to it");
        assert_eq!(robots.crawl_delay(), Some(Duration::from_millis(2500)));
        let other = RobotsTxt::parse(file.as_bytes(), "Balairung");
        assert!(!other.allows("/"));
        assert_eq!(other.crawl_delay(), None);
    }

    #[test]
    fn an_empty_group_of_ours_allows_everything() {
        assert!(allows("User-agent: Balai\nDisallow:\n\nUser-agent: *\nDisallow: /", "/x"));
    }

    #[test]
    fn what_is_no_robots_txt_forbids_nothing() {
        for file in [
            "",
            "<!doctype html>\n<p>Disallow: /",
            "Disallow: /",
            "\0\u{ffff}:",
            "User-agent: *\nCrawl-delay: -1",
        ] {
            assert!(allows(file, "/x"), "{file}");
        }
    }

    #[test]
    fn line_ends_and_marks_do_not_matter() {
        assert!(!allows("\u{feff}User-agent:*\rDisallow:/x\r\n", "/x"));
    }

    #[test]
    fn a_rule_cut_by_the_limit_is_left_out() {
        let mut file = b"User-agent: *\nDisallow: /admin\n".to_vec();
        file.resize(RobotsTxt::LIMIT - 12, b'#');
        file.extend(b"\nDisallow: /private\nDisallow: /late\n");
        let robots = RobotsTxt::parse(&file, "Balai");
        assert!(!robots.allows("/admin"));
        assert!(robots.allows("/late") && robots.allows("/"), "what is cut could have been anything");
    }

    fn pattern() -> impl Strategy<Value = String> {
        "/[ab/*]{0,6}[$]?"
    }

    proptest! {
        #[test]
        fn any_bytes_are_read(file: Vec<u8>, path in "/[ -~]{0,20}") {
            RobotsTxt::parse(&file, "Balai").allows(&path);
        }

        #[test]
        fn a_path_with_holes_matches_itself(parts in prop::collection::vec("[a-c/]{0,4}", 1..6)) {
            let (pattern, path) = (format!("/{}$", parts.join("*")), format!("/{}", parts.join("bc")));
            let file = format!("User-agent: *\nDisallow: {pattern}");
            prop_assert!(!allows(&file, &path), "{pattern} on {path}");
        }

        #[test]
        fn agrees_with_another_reader(
            rules in prop::collection::vec((any::<bool>(), pattern()), 0..6),
            path in "/[ab/]{0,6}",
        ) {
            let mut file = String::from("User-agent: *\n");
            for (allow, pattern) in rules {
                file += &format!("{}: {pattern}\n", if allow { "Allow" } else { "Disallow" });
            }
            let oracle = texting_robots::Robot::new("Balai", file.as_bytes()).expect("a file");
            prop_assert_eq!(allows(&file, &path), oracle.allowed(&format!("http://desa.example{path}")), "{}", file);
        }
    }
}

//! How WordPress is known.

use balai_core::{Page, Probe, Recognition, Result};
use balai_extract::charset;

/// What pages of WordPress say, how much each says, and what of it is evidence.
const SIGNS: [(&str, u8, &str); 8] = [
    ("https://api.w.org/", 60, "the page links its REST interface"),
    ("content=\"WordPress", 60, "the page names WordPress as its generator"),
    ("/wp-content/themes/", 40, "its theme's files stand in /wp-content/themes/"),
    ("/wp-content/plugins/", 30, "its plugins' files stand in /wp-content/plugins/"),
    ("/wp-content/uploads/", 20, "its uploads stand in /wp-content/uploads/"),
    ("/wp-includes/", 30, "scripts stand in /wp-includes/"),
    ("xmlrpc.php?rsd", 30, "the page links xmlrpc.php"),
    ("wp-block-", 15, "its texts are made of WordPress's blocks"),
];

/// What is enough to be certain.
const CERTAIN: u8 = 60;
/// What is enough to try.
const LIKELY: u8 = 30;

pub(crate) async fn recognise(probe: &Probe<'_>) -> Result<Option<Recognition>> {
    match probe.home().await {
        Ok(home) => Ok(of_page(&home)),
        // A wall before the pages is often none before the feed, and the feed names its maker.
        Err(error) if error.kind().is_unreachable() => Err(error),
        Err(error) => match probe.get("/feed/").await {
            Ok(feed) => Ok(of_feed(&feed)),
            Err(_) => Err(error),
        },
    }
}

fn of_page(home: &Page) -> Option<Recognition> {
    let text = charset::decode(&home.body, &home.content_type());
    let mut signs: Vec<_> = SIGNS.iter().filter(|(sign, ..)| text.contains(sign)).collect();
    let link = ("", 60, "a header links its REST interface");
    if home.headers.all("link").any(|value| value.contains("https://api.w.org/")) {
        signs.push(&link);
    }
    let weight = signs.iter().fold(0_u8, |sum, (_, weight, _)| sum.saturating_add(*weight));
    let recognition = match weight {
        CERTAIN.. => Recognition::certain(),
        LIKELY.. => Recognition::likely(),
        _ => return None,
    };
    let recognition = recognition.version(version(&text, "content=\"WordPress "));
    Some(signs.into_iter().fold(recognition, |recognition, (_, _, what)| recognition.because(*what)))
}

fn of_feed(feed: &Page) -> Option<Recognition> {
    const GENERATOR: &str = "https://wordpress.org/?v=";
    let text = charset::decode(&feed.body, &feed.content_type());
    text.contains(GENERATOR).then(|| {
        Recognition::certain()
            .version(version(&text, GENERATOR))
            .because("the feed names WordPress as its generator")
    })
}

/// The version that stands behind a sign.
fn version(text: &str, sign: &str) -> Option<String> {
    let after = &text[text.find(sign)? + sign.len()..];
    let version: String = after.chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
    (!version.is_empty()).then(|| version.trim_end_matches('.').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer;

    #[test]
    fn it_is_known_by_what_themes_do_not_hide() {
        let known = |html| of_page(&answer("text/html", html));
        let named =
            known(r#"<meta name="generator" content="WordPress 6.4.2" /><link href="/wp-content/themes/x">"#);
        assert_eq!(named.expect("known").version.as_deref(), Some("6.4.2"));
        let hidden =
            known("<link href='/wp-content/themes/x.css'><script src='/wp-includes/js/a.js'></script>");
        assert_eq!(hidden.expect("known").confidence, Recognition::certain().confidence);
        let hint =
            known("<img src='/wp-content/uploads/a.jpg'><div class='wp-block-image'>").expect("a hint");
        assert_eq!(hint.confidence, Recognition::likely().confidence);
        assert_eq!(known("<p>Kami pindah dari WordPress"), None);
    }

    #[test]
    fn a_feed_names_its_maker() {
        let feed = answer("text/xml", "<rss><channel><generator>https://wordpress.org/?v=5.9</generator>");
        assert_eq!(of_feed(&feed).expect("known").version.as_deref(), Some("5.9"));
        assert_eq!(of_feed(&answer("text/xml", "<rss></rss>")), None);
    }
}

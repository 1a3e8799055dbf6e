//! Pages in social networks.

use balai_core::model::SocialLink;
use url::Url;

/// The network that a link leads to, by its host: sites label theirs wrongly, so that icons and names are not
/// believed. `None` for other hosts, for a network's front page, and for telephone numbers set in a network's place.
///
/// ```
/// let link = balai_extract::social::link("https://www.facebook.com/desa.darmayasa").unwrap();
/// assert_eq!(link.network, "facebook");
/// ```
pub fn link(url: &str) -> Option<SocialLink> {
    const NETWORKS: [(&str, &str); 8] = [
        ("facebook.com", "facebook"),
        ("fb.com", "facebook"),
        ("instagram.com", "instagram"),
        ("youtube.com", "youtube"),
        ("twitter.com", "x"),
        ("x.com", "x"),
        ("tiktok.com", "tiktok"),
        ("t.me", "telegram"),
    ];
    let parsed = Url::parse(url.trim()).ok()?;
    let host = parsed.host_str()?.to_lowercase();
    let (_, network) = NETWORKS.iter().find(|(domain, _)| {
        host.strip_suffix(domain).is_some_and(|before| before.is_empty() || before.ends_with('.'))
    })?;
    // Neither a sharing button, nor a single post, nor the bare front page is a page of the village's.
    const NO_PAGE: [&str; 14] = [
        "share",
        "sharer",
        "sharer.php",
        "intent",
        "plugins",
        "watch",
        "p",
        "reel",
        "reels",
        "hashtag",
        "groups",
        "photo",
        "photo.php",
        "story.php",
    ];
    let path = parsed.path().trim_matches('/');
    let first = path.split('/').next().unwrap_or_default();
    let is_number = path.split('/').any(|part| crate::phone::international(part).is_some());
    if path.is_empty() || is_number || NO_PAGE.contains(&first) {
        return None;
    }
    Some(SocialLink { network: (*network).to_owned(), url: parsed.to_string() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_of_known_networks() {
        assert_eq!(link("https://youtube.com/@desa").expect("a link").network, "youtube");
        for url in [
            "https://www.facebook.com/",
            "https://www.facebook.com/sharer.php?u=x",
            "https://twitter.com/intent/tweet?x",
            "https://notfacebook.com/x",
            "https://www.youtube.com/watch?v=x",
            "https://www.instagram.com/p/x/",
            "https://www.instagram.com/6281200000123/",
            "https://wa.me/6281234567890",
            "facebook",
        ] {
            assert_eq!(link(url), None, "{url}");
        }
    }
}

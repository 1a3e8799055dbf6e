//! Google's pictures, in whichever size.

use url::{Host, Url};

/// The largest side that Google gives, in pixels, and its mark in an address.
const LARGEST: &str = "s1600";

/// The address of a picture in its largest size: `…/s320/kopi.jpg`, `…/s72-c/kopi.jpg` and `…=w640-h480` are all
/// small ones of the same. Another host's address is left as it is.
pub(crate) fn largest(address: &str) -> String {
    let Ok(mut url) = Url::parse(address) else { return address.to_owned() };
    let Some(Host::Domain(host)) = url.host() else { return address.to_owned() };
    if !["blogspot.com", "googleusercontent.com", "ggpht.com"].iter().any(|domain| is_within(host, domain)) {
        return address.to_owned();
    }
    let path = url.path().to_owned();
    let path = match path.rsplit_once('=') {
        Some((before, size)) if is_size(size) => format!("{before}={LARGEST}"),
        _ => {
            let part = |part| if is_size(part) { LARGEST } else { part };
            // The last part is the picture's name, whatever it looks like.
            let (folders, name) = path.rsplit_once('/').unwrap_or_default();
            format!("{}/{name}", folders.split('/').map(part).collect::<Vec<_>>().join("/"))
        }
    };
    url.set_path(&path);
    url.into()
}

fn is_within(host: &str, domain: &str) -> bool {
    host.strip_suffix(domain).is_some_and(|before| before.is_empty() || before.ends_with('.'))
}

/// `s320`, `s72-c`, `w640-h480`, `s1600-rw`: a length first, then more of them or single letters.
fn is_size(text: &str) -> bool {
    let is_length = |part: &str| {
        part.strip_prefix(['s', 'w', 'h']).is_some_and(|digits| {
            !digits.is_empty() && digits.len() <= 4 && digits.bytes().all(|b| b.is_ascii_digit())
        })
    };
    let is_option = |part: &str| is_length(part) || (1..=2).contains(&part.len());
    let mut parts = text.split('-');
    parts.next().is_some_and(is_length) && parts.all(is_option)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_size_becomes_the_largest() {
        for (small, large) in [
            (
                "https://1.bp.blogspot.com/-a/X1/AAA/s320/kopi.jpg",
                "https://1.bp.blogspot.com/-a/X1/AAA/s1600/kopi.jpg",
            ),
            (
                "https://1.bp.blogspot.com/-a/X1/AAA/s72-c/kopi.jpg",
                "https://1.bp.blogspot.com/-a/X1/AAA/s1600/kopi.jpg",
            ),
            (
                "https://1.bp.blogspot.com/-a/X1/AAA/w640-h360-p-k-no-nu/k.jpg",
                "https://1.bp.blogspot.com/-a/X1/AAA/s1600/k.jpg",
            ),
            (
                "https://blogger.googleusercontent.com/img/a/AVvX=s320",
                "https://blogger.googleusercontent.com/img/a/AVvX=s1600",
            ),
            ("https://lh3.googleusercontent.com/x=w200-h150", "https://lh3.googleusercontent.com/x=s1600"),
            (
                "https://blogger.googleusercontent.com/img/b/R29/AV/s0/s72.jpg",
                "https://blogger.googleusercontent.com/img/b/R29/AV/s1600/s72.jpg",
            ),
        ] {
            assert_eq!(largest(small), large);
        }
        for same in [
            "https://desa.example/s320/a.jpg",
            "https://notblogspot.com/s320/a.jpg",
            "/s320/a.jpg",
            "https://1.bp.blogspot.com/a/sawah/b.jpg",
        ] {
            assert_eq!(largest(same), same);
        }
    }

    proptest! {
        #[test]
        fn the_largest_of_the_largest_is_itself(path in "(/[a-z0-9=-]{0,12}){1,5}") {
            let once = largest(&format!("https://2.bp.blogspot.com{path}"));
            prop_assert_eq!(largest(&once), once);
        }
    }
}

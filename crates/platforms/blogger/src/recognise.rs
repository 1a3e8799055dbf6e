//! Is it a blog on Blogger?

use balai_core::{Page, Probe, Recognition, Result};
use balai_extract::css;
use balai_extract::html::Document;

use crate::feed::Pages;

/// What the pages of a blog hold and others do not, and what that says.
const MARKS: [(&str, &str); 3] = [
    ("_WidgetManager._", "its script is Blogger's"),
    ("www.blogger.com/static/", "its files lie at blogger.com"),
    ("www.blogger.com/rearrange", "its gadgets are edited at blogger.com"),
];

pub(crate) async fn recognise(probe: &Probe<'_>) -> Result<Option<Recognition>> {
    let home = probe.home().await;
    if let Ok(home) = &home {
        // A page that is nested too deep tells nothing; the feed may.
        let (strong, evidence) = signs(home).unwrap_or_default();
        if strong || evidence.len() > 1 {
            return Ok(Some(Recognition { evidence, ..Recognition::certain() }));
        }
    }
    let host = probe.site().url.host_str().unwrap_or_default();
    let hint = host.contains(".blogspot.");
    match home {
        // Most sites are not Blogger's, and need not be asked for more.
        Ok(_) if !hint => Ok(None),
        Err(error) if error.kind().is_unreachable() => Err(error),
        home => match probe.get(&Pages::first("posts/summary")).await {
            Ok(feed) if is_its_feed(&feed) => {
                Ok(Some(Recognition::certain().because("the feed says that Blogger made it")))
            }
            _ if hint => Ok(Some(
                Recognition::likely().because(format!("{host} is a name that Google gives to blogs")),
            )),
            _ => home.map(|_| None),
        },
    }
}

/// What a page shows of Blogger, a sentence each; and whether one of them is enough.
fn signs(home: &Page) -> Result<(bool, Vec<String>)> {
    let document = Document::parse(home)?;
    let mut signs = Vec::new();
    let generators = document.select(css!("meta[name=generator i][content]"));
    if generators.filter_map(|meta| meta.attr("content")).any(|it| it.trim().eq_ignore_ascii_case("blogger"))
    {
        signs.push("the page says that Blogger made it".to_owned());
    }
    let services = document.select(css!("link[rel='service.post'][href]"));
    if let Some(blog) = services.filter_map(|link| link.attr("href")).find_map(blog_of) {
        signs.push(format!("the page links the feed of Blogger's blog {blog}"));
    }
    let strong = !signs.is_empty();
    let html = String::from_utf8_lossy(&home.body);
    signs.extend(MARKS.iter().filter(|(mark, _)| html.contains(mark)).map(|(_, sign)| (*sign).to_owned()));
    Ok((strong, signs))
}

/// The blog's number: `https://www.blogger.com/feeds/4820/posts/default`.
fn blog_of(href: &str) -> Option<&str> {
    let (_, rest) = href.split_once("blogger.com/feeds/")?;
    let number = rest.split('/').next()?;
    (!number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())).then_some(number)
}

fn is_its_feed(feed: &Page) -> bool {
    crate::feed::read(feed).is_ok_and(|feed| feed.generator.text.eq_ignore_ascii_case("blogger"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signs_of(html: &'static str) -> (bool, usize) {
        let (strong, signs) = signs(&crate::page(html)).expect("a page");
        (strong, signs.len())
    }

    #[test]
    fn the_page_itself_tells() {
        assert_eq!(signs_of(include_str!("../fixtures/home.html")), (true, 4));
        assert_eq!(signs_of("<META NAME=Generator CONTENT=Blogger>"), (true, 1));
        assert_eq!(
            signs_of("<link rel=service.post href=https://www.blogger.com/feeds/x/posts/default>"),
            (false, 0)
        );
        assert_eq!(
            signs_of("<meta name=generator content='WordPress 6'><a href=https://www.blogger.com>b</a>"),
            (false, 0)
        );
    }
}

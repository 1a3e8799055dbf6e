//! Sites that are served in other ways than at the root of a host.

use balai_testkit::{Answer, Ask, Website};

/// A site whose every address lies below a path, as print its links: in a folder, or through a front controller that
/// no server rewrites away.
pub struct Below<W> {
    site: W,
    path: &'static str,
    root: bool,
}

impl<W> Below<W> {
    /// A site in a folder of its host: `/situs`.
    pub fn folder(site: W, path: &'static str) -> Self {
        Self { site, path, root: false }
    }

    /// A site on a server that rewrites nothing: all but the home page is at `/index.php/…`.
    pub fn front_controller(site: W) -> Self {
        Self { site, path: "/index.php", root: true }
    }
}

impl<W: Website> Website for Below<W> {
    fn respond(&self, ask: &Ask) -> Answer {
        let target = match ask.target.strip_prefix(self.path) {
            Some("") => "/",
            Some(target) => target,
            None if self.root && ask.path() == "/" => "/",
            None => return Answer::html("<h1>404</h1>").with_status(404),
        };
        let mut answer = self.site.respond(&Ask {
            origin: ask.origin.clone(),
            target: target.to_owned(),
            headers: ask.headers.clone(),
        });
        let there = format!("{}{}", ask.origin, self.path);
        let text = String::from_utf8_lossy(&answer.body);
        let (plain, escaped) = (format!("{}/", ask.origin), format!("{}\\/", ask.origin.replace('/', "\\/")));
        let moved = text
            .replace(&plain, &format!("{there}/"))
            .replace(&escaped, &format!("{}\\/", there.replace('/', "\\/")));
        answer.body = moved.into_bytes().into();
        for (name, value) in &mut answer.headers {
            if name.eq_ignore_ascii_case("location") {
                *value = value.replace(&plain, &format!("{there}/"));
            }
        }
        answer
    }
}

//! Albums: the galleries in texts.

use balai_core::model::{Album, AlbumPhoto};
use balai_extract::css;
use balai_extract::html::Document;

use crate::post::{Post, caption, largest};

/// The gallery of a post's text; `None` where there is none.
pub(crate) fn of(page: &Document, post: &Post) -> Option<Album> {
    const FEWEST: usize = 2;
    let mut photos: Vec<AlbumPhoto> = Vec::new();
    for image in
        page.select(css!(".wp-block-gallery img, .gallery img, .tiled-gallery img, .blocks-gallery-grid img"))
    {
        // A small picture that links to a large one.
        let link = image.parent().and_then(balai_extract::html::Element::wrap);
        let linked = link.and_then(|link| page.href(link)).filter(|url| is_picture(url));
        let Some(url) = linked.or_else(|| largest(page, image)) else { continue };
        if !photos.iter().any(|known| known.url == url) {
            photos.push(AlbumPhoto { url, caption: caption(image), date: post.published });
        }
    }
    let title = if post.title.is_empty() { "(tanpa judul)" } else { post.title.as_str() };
    (photos.len() >= FEWEST).then(|| Album { title: title.to_owned(), photos, ..Album::default() })
}

fn is_picture(url: &str) -> bool {
    let path = url.split(['?', '#']).next().unwrap_or(url).to_lowercase();
    [".jpg", ".jpeg", ".png", ".webp", ".gif"].iter().any(|end| path.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rest::tests::post;

    #[test]
    fn galleries_are_albums_and_single_pictures_are_not() {
        let found = |html: &str| {
            let post = post("Lomba", html);
            of(&post.document().expect("a text"), &post)
        };
        let album = found(
            "<figure class='wp-block-gallery'><figure><a href='/u/a.jpg'><img src='/u/a-300x200.jpg'></a>
             <figcaption>Tarik tambang</figcaption></figure><figure><img src='/u/b.jpg'></figure></figure>",
        )
        .expect("an album");
        assert_eq!(album.photos.len(), 2);
        assert_eq!(album.photos[0].url, "https://contoh.example/u/a.jpg");
        assert_eq!(album.photos[0].caption.as_deref(), Some("Tarik tambang"));
        assert_eq!(found("<div class=gallery><img src=a.jpg></div><img src=b.jpg>"), None);
    }
}

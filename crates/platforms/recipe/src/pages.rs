//! Where a list is, and how its pages follow one another.

use crate::pick::Css;

/// Where a list is, and how its pages follow one another.
#[derive(Clone, Debug)]
pub(crate) struct Pages {
    /// Paths below the site, or addresses; with [`PAGE`] in it, one for each number.
    pub(crate) from: Vec<String>,
    pub(crate) first: u32,
    pub(crate) step: u32,
    pub(crate) next: Option<Css>,
    /// The most pages that are read of each list.
    pub(crate) most: usize,
}

/// What stands for the number of a page.
pub(crate) const PAGE: &str = "{page}";

/// The most pages that are read of a list, where the recipe does not say.
pub(crate) const MOST: usize = 50;

impl Pages {
    /// The address of a list's page, counted from 0; `None` where the list has no pages by number.
    pub(crate) fn numbered(&self, from: &str, index: usize) -> Option<String> {
        let index = u32::try_from(index).ok()?;
        let number = self.first.checked_add(self.step.checked_mul(index)?)?;
        from.contains(PAGE).then(|| from.replace(PAGE, &number.to_string()))
    }

    /// The address of a list's first page.
    pub(crate) fn begin(&self, from: &str) -> String {
        self.numbered(from, 0).unwrap_or_else(|| from.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_pages_or_offsets() {
        let pages = |first, step| Pages { from: Vec::new(), first, step, next: None, most: MOST };
        assert_eq!(pages(1, 1).numbered("/berita?page={page}", 2).as_deref(), Some("/berita?page=3"));
        assert_eq!(pages(0, 10).numbered("/berita/index/{page}", 3).as_deref(), Some("/berita/index/30"));
        assert_eq!(pages(0, 10).begin("/berita/index/{page}"), "/berita/index/0");
        assert_eq!(pages(1, 1).numbered("/berita", 2), None);
        assert_eq!(pages(u32::MAX, 1).numbered("/{page}", 1), None, "no overflow");
    }
}

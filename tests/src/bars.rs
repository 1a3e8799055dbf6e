//! The bars of a captured or simulated OpenSID site.

use crate::score::{Part, Score};

/// What a harvest has to reach, as shares of what is true; and what a site itself does not show.
pub struct Bars {
    /// Titles, days and categories.
    pub headings: f64,
    /// Texts.
    pub bodies: f64,
    /// Tables that the site does not show.
    pub hidden_tables: usize,
    /// Products that the site's pages do not show.
    pub hidden_products: usize,
}

impl Bars {
    /// All of everything.
    pub const ALL: Self = Self { headings: 1.0, bodies: 1.0, hidden_tables: 0, hidden_products: 0 };

    /// Checks a score.
    ///
    /// # Panics
    ///
    /// With the whole score, where a bar is missed.
    pub fn check(&self, score: &Score) {
        let share = |part: &Part, bar: f64, name: &str| {
            assert!(part.share() >= bar, "{name}: {:.4} for {bar}\n{score}", part.share());
        };
        share(&score.articles, 1.0, "articles");
        share(&score.headings, self.headings, "titles, days and categories");
        share(&score.bodies, self.bodies, "texts");
        for (part, name) in [
            (&score.officials, "officials"),
            (&score.budget, "budget lines"),
            (&score.totals, "budget totals"),
            (&score.statistics, "rows of tables"),
            (&score.documents, "documents"),
            (&score.projects, "projects"),
            (&score.albums, "albums"),
        ] {
            share(part, 1.0, name);
        }
        assert!(score.tables.wrong.len() <= self.hidden_tables, "tables\n{score}");
        assert!(score.products.wrong.len() <= self.hidden_products, "products\n{score}");
        for (list, name) in [
            (&score.unpublished, "emitted though not public"),
            (&score.former, "out of office"),
            (&score.extra, "not true"),
            (&score.leaks, "secret"),
        ] {
            assert!(list.is_empty(), "{name}\n{score}");
        }
    }
}

#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

use std::sync::Arc;

#[cfg(feature = "blogger")]
#[doc(inline)]
pub use balai_blogger as blogger;
#[cfg(feature = "ckan")]
#[doc(inline)]
pub use balai_ckan as ckan;
pub use balai_core::*;
#[doc(inline)]
pub use balai_extract as extract;
#[cfg(feature = "feed")]
#[doc(inline)]
pub use balai_feed as feed;
#[cfg(feature = "web")]
#[doc(inline)]
pub use balai_fetch as fetch;
#[cfg(feature = "web")]
pub use balai_fetch::Web;
#[doc(inline)]
pub use balai_harvest as harvest;
pub use balai_harvest::{Event, Harvest, Run, Summary};
#[cfg(feature = "joomla")]
#[doc(inline)]
pub use balai_joomla as joomla;
#[cfg(feature = "kemendesa")]
#[doc(inline)]
pub use balai_kemendesa as kemendesa;
#[cfg(feature = "opendk")]
#[doc(inline)]
pub use balai_opendk as opendk;
#[cfg(feature = "opensid")]
#[doc(inline)]
pub use balai_opensid as opensid;
#[cfg(feature = "page")]
#[doc(inline)]
pub use balai_page as page;
#[cfg(feature = "recipe")]
#[doc(inline)]
pub use balai_recipe as recipe;
#[cfg(feature = "regions")]
#[doc(inline)]
pub use balai_regions as regions;
#[cfg(feature = "sideka")]
#[doc(inline)]
pub use balai_sideka as sideka;
#[cfg(feature = "sqlite")]
pub use balai_sqlite::Sqlite;
#[cfg(feature = "table")]
#[doc(inline)]
pub use balai_table as table;
#[cfg(feature = "wordpress")]
#[doc(inline)]
pub use balai_wordpress as wordpress;

/// The platforms that a harvest reads: a plain list, in the order in which ties are broken.
///
/// ```
/// use balai::Platforms;
///
/// let platforms = Platforms::enabled(); // what the features brought
/// // let platforms = Platforms::enabled().with(MyPlatform::default());
/// for platform in platforms {
///     println!("{}", platform.manifest().title);
/// }
/// ```
#[derive(Clone, Default)]
pub struct Platforms(Vec<Arc<dyn Platform>>);

impl Platforms {
    /// No platform.
    pub fn none() -> Self {
        Self::default()
    }

    /// The platforms and sources that the crate's features brought. A recipe is one site's: it is added by
    /// [`Platforms::with`].
    pub fn enabled() -> Self {
        let platforms = Self::none();
        #[cfg(feature = "opensid")]
        let platforms = platforms.with(balai_opensid::OpenSid::default());
        #[cfg(feature = "sideka")]
        let platforms = platforms.with(balai_sideka::Sideka::default());
        #[cfg(feature = "wordpress")]
        let platforms = platforms.with(balai_wordpress::WordPress::default());
        #[cfg(feature = "blogger")]
        let platforms = platforms.with(balai_blogger::Blogger::default());
        #[cfg(feature = "joomla")]
        let platforms = platforms.with(balai_joomla::Joomla::default());
        #[cfg(feature = "feed")]
        let platforms = platforms.with(balai_feed::Feed::default());
        #[cfg(feature = "page")]
        let platforms = platforms.with(balai_page::Pages::default());
        #[cfg(feature = "opendk")]
        let platforms = platforms.with(balai_opendk::OpenDk::default());
        #[cfg(feature = "ckan")]
        let platforms = platforms.with(balai_ckan::Ckan::default());
        #[cfg(feature = "kemendesa")]
        let platforms = platforms.with(balai_kemendesa::Kemendesa::default());
        #[cfg(feature = "table")]
        let platforms = platforms.with(balai_table::Table::default());
        platforms
    }

    /// Adds a platform, such as one of your own.
    #[must_use]
    pub fn with(mut self, platform: impl Platform + 'static) -> Self {
        self.0.push(Arc::new(platform));
        self
    }

    /// The platforms, in order.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<dyn Platform>> {
        self.0.iter()
    }
}

impl IntoIterator for Platforms {
    type Item = Arc<dyn Platform>;
    type IntoIter = std::vec::IntoIter<Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl Extend<Arc<dyn Platform>> for Platforms {
    fn extend<T: IntoIterator<Item = Arc<dyn Platform>>>(&mut self, platforms: T) {
        self.0.extend(platforms);
    }
}

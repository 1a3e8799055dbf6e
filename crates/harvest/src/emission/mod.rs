//! The way of a record into the store: small steps in one fixed order.

use balai_core::{Record, Result};

mod digest;
mod redact;
mod sanitise;
mod screen;
mod texts;
mod validate;

pub(crate) use digest::hexadecimal as hexadecimal_digest;

/// What every record passes before it reaches a store; no record reaches one by another way.
///
/// ```
/// use balai_core::model::Article;
/// # use balai_core::{Access, Kind, Record, Source, Tls, Entity};
/// use balai_harvest::Pipeline;
///
/// # let record_of = |entity: Entity| Record {
/// #     id: "33.04.15.2008/article/rapat".into(),
/// #     village: "33.04.15.2008".parse().unwrap(),
/// #     source: Source {
/// #         platform: "feed".into(), via: Access::Feed, url: "https://desa.example/feed".parse().unwrap(),
/// #         fetched_at: Default::default(), tls: Tls::Verified, listed: true,
/// #     },
/// #     published_at: None, updated_at: None, digest: String::new(), entity,
/// # };
/// let article = Article {
///     title: "Rapat  desa".into(),
///     url: "https://desa.example/rapat".into(),
///     body_html: Some("<p onclick='x()'>Hubungi 0812-3456-7890</p>".into()),
///     ..Article::default()
/// };
/// let record = Pipeline::standard().run(record_of(article.into()))?;
/// let Entity::Article(article) = &record.entity else { unreachable!() };
/// assert_eq!(article.title, "Rapat desa");
/// assert_eq!(article.body_text.as_deref(), Some("Hubungi [nomor disembunyikan]"));
/// assert_eq!(record.digest.len(), 64);
/// # Ok::<(), balai_core::Error>(())
/// ```
#[derive(Clone)]
pub struct Pipeline {
    steps: Vec<Step>,
}

/// One step: it mends the record, or says why it cannot be kept.
type Step = fn(&mut Record) -> Result<()>;

impl Pipeline {
    /// Validate, sanitise, redact, screen, digest: each step relies on those before it.
    pub fn standard() -> Self {
        Self {
            steps: vec![
                validate::validate,
                sanitise::sanitise,
                redact::redact,
                screen::screen,
                digest::digest,
            ],
        }
    }

    /// Takes a record through every step.
    ///
    /// # Errors
    ///
    /// Malformed, where the record lacks what its kind requires or holds what cannot be true; refused, where it
    /// must not be kept: a draft, an address that tells an identity number, injected spam.
    pub fn run(&self, mut record: Record) -> Result<Record> {
        for step in &self.steps {
            step(&mut record).map_err(|error| error.at(&record.source.url))?;
        }
        Ok(record)
    }
}

/// A record of this entity, as an adapter gives it, for the tests of the steps.
#[cfg(test)]
fn record_of(entity: impl Into<balai_core::Entity>) -> Record {
    use balai_core::{Access, Source, Tls};

    let entity = entity.into();
    let village = "33.04.15.2008".parse().expect("a code");
    Record {
        id: Record::id_of(village, entity.kind(), &entity.key()),
        village,
        source: Source {
            platform: "test".into(),
            via: Access::Page,
            url: "https://desa.example/".parse().expect("a URL"),
            fetched_at: jiff::Timestamp::now(),
            tls: Tls::Verified,
            listed: true,
        },
        published_at: None,
        updated_at: None,
        digest: String::new(),
        entity,
    }
}

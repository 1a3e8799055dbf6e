//! The way of a record into the store: small steps in one fixed order.

use balai_core::{Record, Result};

mod digest;
mod redact;
mod sanitise;
mod screen;
mod texts;
mod validate;

pub(crate) use digest::hexadecimal as hexadecimal_digest;
pub(crate) use redact::{redact_kind_report, redact_report, redacted_id};

/// The steps in their order: each relies on those before it. One mends the record, or says why it cannot be kept.
const STEPS: [fn(&mut Record) -> Result<()>; 5] =
    [validate::validate, sanitise::sanitise, redact::redact, screen::screen, digest::digest];

/// Takes a record through all that every record passes before it reaches a store: validate, sanitise, redact,
/// screen, digest. A harvest does it by itself; this is for records that come from elsewhere.
///
/// # Errors
///
/// Malformed, where the record lacks what its kind requires or holds what cannot be true; refused, where it must
/// not be kept: a draft, an address that tells somebody's number, injected spam.
///
/// ```
/// use balai_core::model::Article;
/// # use balai_core::{Access, Kind, Record, Source, Tls, Entity};
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
/// let record = balai_harvest::prepare(record_of(article.into()))?;
/// let Entity::Article(article) = &record.entity else { unreachable!() };
/// assert_eq!(article.title, "Rapat desa");
/// assert_eq!(article.body_text.as_deref(), Some("Hubungi [nomor disembunyikan]"));
/// assert_eq!(record.digest.len(), 64);
/// # Ok::<(), balai_core::Error>(())
/// ```
pub fn prepare(mut record: Record) -> Result<Record> {
    for step in STEPS {
        // What an address tells is not to be told by an error.
        step(&mut record).map_err(|error| error.at(redact::redacted_text(record.source.url.as_str())))?;
    }
    Ok(record)
}

/// A record of this entity, as an adapter gives it, for the tests of the steps.
#[cfg(test)]
pub(crate) fn record_of(entity: impl Into<balai_core::Entity>) -> Record {
    use balai_core::{Access, Source, Tls};

    let entity = entity.into();
    let village = "33.04.15.2008".parse().expect("a code");
    let site: url::Url = "https://desa.example/".parse().expect("a URL");
    Record {
        id: Record::id_of(village, entity.kind(), &entity.key(&site)),
        village,
        source: Source {
            platform: "test".into(),
            via: Access::Page,
            url: site,
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

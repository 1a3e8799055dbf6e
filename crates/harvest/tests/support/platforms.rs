use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use balai_core::model::{Article, Official};
use balai_core::{
    Access, Error, ErrorKind, Found, Kind, Manifest, Platform, Probe, Recognition, Request, Result, Visit,
};
use jiff::Timestamp;

/// A toy platform: it recognises a home page that has its name, and reads a page `name/kind` with a title a line.
pub(crate) struct Toy {
    manifest: Manifest,
    confidence: Recognition,
    behaviour: Mutex<Behaviour>,
    since: Mutex<Vec<(Kind, Option<Timestamp>)>>,
}

/// What a toy platform does beyond reading.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Behaviour {
    /// Nothing.
    Reads,
    /// It fails after it has emitted everything and called it complete.
    FailsAfter(ErrorKind),
    /// It says that the site has nothing of any kind.
    OffersNothing,
    /// It panics.
    Panics,
    /// It skips a record beside those that it emits, and tells what was in it.
    Skips,
    /// It recognises no site, and needs no page to say so.
    Knows,
}

impl Toy {
    pub(crate) fn new(name: &'static str, recognition: Recognition, kinds: &[Kind]) -> Arc<Self> {
        Self::never(name, recognition, kinds, &[])
    }

    /// One that never asks for these paths.
    pub(crate) fn never(
        name: &'static str,
        recognition: Recognition,
        kinds: &[Kind],
        paths: &[&'static str],
    ) -> Arc<Self> {
        let mut manifest = Manifest::new(name, name).never(paths);
        for kind in kinds {
            manifest = manifest.reads_changes(*kind, &[Access::Page]);
        }
        Arc::new(Self {
            manifest,
            confidence: recognition,
            behaviour: Mutex::new(Behaviour::Reads),
            since: Mutex::default(),
        })
    }

    pub(crate) fn behave(&self, behaviour: Behaviour) {
        *self.behaviour.lock().expect("behaviour") = behaviour;
    }

    /// Since when it was asked for each kind, in the order in which it was asked.
    pub(crate) fn since(&self) -> Vec<(Kind, Option<Timestamp>)> {
        self.since.lock().expect("since").clone()
    }
}

#[async_trait]
impl Platform for Toy {
    fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    async fn recognise(&self, probe: &Probe<'_>) -> Result<Option<Recognition>> {
        if *self.behaviour.lock().expect("behaviour") == Behaviour::Knows {
            return Ok(None);
        }
        let home = probe.home().await?;
        let ours = String::from_utf8_lossy(&home.body).contains(&*self.manifest.name);
        Ok(ours.then(|| self.confidence.clone().because("the home page says so")))
    }

    async fn read(&self, kind: Kind, visit: &mut Visit<'_>) -> Result<()> {
        self.since.lock().expect("since").push((kind, visit.since()));
        let behaviour = self.behaviour.lock().expect("behaviour").clone();
        assert!(behaviour != Behaviour::Panics, "a toy that breaks");
        if behaviour == Behaviour::OffersNothing {
            return Err(Error::not_offered("the site has none"));
        }
        let url = visit.site().resolve(&format!("{}/{kind}", self.manifest.name))?;
        let Some(response) = visit.open_if_changed(Request::new(url.clone())).await? else {
            return Ok(());
        };
        let response = response.check()?;
        let validator = response.validator();
        let page = response.page().await?;
        visit.remember_version(&url, validator).await?;
        for title in String::from_utf8_lossy(&page.body).lines() {
            let found = match kind {
                Kind::Article => {
                    let url = format!("https://desa.example/{}", balai_core::model::slug(title));
                    Found::new(
                        Article { title: title.into(), url, ..Article::default() },
                        Access::Page,
                        &page,
                    )
                }
                Kind::Official => {
                    let official =
                        Official { name: title.into(), position: "Kaur".into(), ..Official::default() };
                    Found::new(official, Access::Page, &page)
                }
                kind => return Err(Error::not_offered(format!("no {kind}"))),
            };
            visit.emit(found).await?;
        }
        visit.complete();
        match behaviour {
            Behaviour::FailsAfter(kind) => Err(Error::new(kind, "in the middle")),
            Behaviour::Skips => {
                visit.skip(Error::malformed("a broken page of NIK 3304151005900001"));
                Ok(())
            }
            _ => Ok(()),
        }
    }
}

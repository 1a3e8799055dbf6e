//! What is true of the site of Laravel and Bootstrap.

use balai_core::model::*;
use balai_core::{Entity, Geometry, Point, Rupiah, VillageType};
use balai_testkit::village::{Discount, DocumentSort, Shape, Village};

use super::*;
use crate::simulated::SERVICES;
use crate::simulated::bootstrap::category;

pub(crate) fn articles_of_bootstrap(village: &Village) -> Vec<Dated> {
    let articles = village.news().map(|it| {
        let inline = [];
        let article = Article {
            title: it.title.clone(),
            url: url(&format!("/berita/{}", it.slug)),
            author: Some(it.author.clone()),
            categories: vec![category(village, it).to_owned()],
            images: it
                .images
                .iter()
                .map(|image| Photo::new(url(&format!("/storage/berita/{image}"))))
                .chain(inline)
                .collect(),
            attachments: it
                .attachment
                .iter()
                .map(|(file, label)| Link {
                    url: url(&format!("/storage/lampiran/{file}")),
                    label: Some(label.clone()),
                })
                .collect(),
            views: Some(it.hits.into()),
            form: Some(Form::News),
            ..Article::default()
        };
        (article, Some(wib(it.published_at)))
    });
    articles.collect()
}

/// Everything but articles.
pub(crate) fn of_bootstrap(village: &Village) -> Vec<Entity> {
    let mut all = vec![profile_of_bootstrap(village).into()];
    let storage = |folder: &str, file: &str| url(&format!("/storage/{folder}/{file}"));
    all.extend(officials(village).map(|(it, official)| {
        Entity::from(Official {
            role: Some(role(&it.position)),
            photo: Some(storage("perangkat", &it.photo)),
            ..official
        })
    }));
    all.extend(village.published().filter_map(|it| Some((it, it.event.as_ref()?))).map(|(article, it)| {
        // The site prints no seconds.
        let event = Event {
            place: Some(it.place.clone()),
            organiser: Some(it.coordinator.clone()),
            ..Event::new(&*article.title, wib(it.starts_at))
        };
        Entity::from(event)
    }));
    all.extend(village.budgets.iter().map(|it| {
        let totals = ['4', '5', '6'].map(|own| {
            let (budgeted, realised) = it.total(own);
            BudgetTotal {
                section: section(own),
                budgeted: Some(Rupiah::from_sen(budgeted)),
                realised: Some(Rupiah::from_sen(realised)),
            }
        });
        let lines = it.lines.iter().map(|line| BudgetLine {
            level: line.level - 1,
            realised: Some(Rupiah::from_sen(line.realised)),
            ..budget_line(line)
        });
        let lines = lines.collect();
        let year = small(it.year.into());
        Entity::from(Budget {
            year,
            stage: Some(Stage::Realised),
            lines,
            totals: totals.into(),
            ..Budget::default()
        })
    }));
    all.extend([("3", Topic::Religion), ("1", Topic::Occupation)].map(|(key, topic)| {
        let table = village.statistic(key).expect("a table");
        let (male, female) = table.totals();
        let statistic = Statistic {
            total: Some((male + female).into()),
            male: Some(male.into()),
            female: Some(female.into()),
            ..statistic(table, topic)
        };
        Entity::from(statistic)
    }));
    all.extend(village.products.iter().filter(|it| it.enabled).map(|it| {
        let asked = match it.discount {
            Discount::None => None,
            _ => Rupiah::from_rupiah(it.discounted_price()),
        };
        Entity::from(Product {
            name: it.name.clone(),
            price: Rupiah::from_rupiah(it.price),
            discounted_price: asked,
            unit: Some(it.unit.to_owned()),
            category: Some(it.category.to_owned()),
            description: Some(it.description.clone()),
            photos: vec![Photo::new(storage("produk", &it.photos[0]))],
            ..Product::default()
        })
    }));
    all.extend(village.projects.iter().filter(|it| it.enabled).map(|it| {
        Entity::from(Project {
            title: it.title.clone(),
            year: Some(small(it.year.into())),
            location: Some(it.location.clone()),
            point: Some(Point { longitude: it.longitude, latitude: it.latitude }),
            volume: Some(it.volume.clone()),
            fund_source: Some(it.fund_source.to_owned()),
            budget: Rupiah::from_rupiah(it.budget),
            executor: Some(it.executor.to_owned()),
            progress_percent: it.progress.last().map(|step| f64::from(step.percent)),
            photos: it.progress.iter().map(|step| Photo::new(storage("proyek", &step.photo))).collect(),
            description: Some(it.description.clone()),
            ..Project::default()
        })
    }));
    all.extend(village.documents.iter().filter(|it| it.is_public()).map(|it| {
        let sort = match it.sort {
            DocumentSort::Regulation => DocumentType::Perdes,
            DocumentSort::Decree => DocumentType::Decree,
            _ => DocumentType::Other("Informasi Publik".into()),
        };
        Entity::from(Document {
            title: it.title.clone(),
            r#type: Some(sort),
            number: it.number.clone(),
            year: Some(small(it.year.into())),
            date: Some(it.date),
            file_url: Some(storage("dokumen", &it.file)),
            ..Document::default()
        })
    }));
    all.extend(village.albums.iter().filter(|it| it.enabled).map(|it| {
        let photos = it.photos.iter().map(|photo| AlbumPhoto {
            url: storage("galeri", &photo.file),
            caption: Some(photo.caption.clone()),
            date: None,
        });
        Entity::from(Album { title: it.title.clone(), photos: photos.collect(), ..Album::default() })
    }));
    all.extend(SERVICES.map(|it| {
        let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        Entity::from(Service {
            name: it.name.into(),
            requirements: owned(it.requirements),
            steps: owned(it.steps),
            cost: Some("Gratis".into()),
            duration: Some(it.duration.into()),
            ..Service::default()
        })
    }));
    all.extend(village.places.iter().filter(|it| it.enabled).filter_map(|it| match it.shape {
        Shape::Point([latitude, longitude]) => Some(Entity::from(Place {
            name: it.name.clone(),
            category: Some(it.category.to_owned()),
            description: Some(it.description.clone()),
            geometry: Some(Geometry::Point([longitude, latitude])),
            ..Place::default()
        })),
        _ => None,
    }));
    all.extend(village.aid.iter().map(|it| {
        Entity::from(Aid {
            name: it.name.clone(),
            target: Some(if it.for_families { AidTarget::Family } else { AidTarget::Person }),
            starts_on: Some(it.starts_on),
            ends_on: Some(it.ends_on),
            source: Some(it.source.to_owned()),
            recipient_count: Some(it.recipients().into()),
            ..Aid::default()
        })
    }));
    all.extend(village.organizations.iter().map(|it| {
        Entity::from(Organization {
            name: it.name.clone(),
            r#type: Some(it.category.to_owned()),
            head: Some(it.head.clone()),
            member_count: Some(it.members.len() as u64),
            description: Some(it.description.clone()),
            ..Organization::default()
        })
    }));
    all.extend(village.idm.iter().map(|it| {
        let score = |score: i64| score as f64 / 10_000.0;
        let components = it
            .components
            .iter()
            .map(|(name, own)| IndexComponent { name: (*name).into(), score: score(*own) });
        Entity::from(Index {
            year: Some(small(it.year.into())),
            score: Some(score(it.score)),
            class: Some(it.class.to_owned()),
            components: components.collect(),
            ..Index::new(Scheme::Idm)
        })
    }));
    let counts = [("Menunggu", 1), ("Diproses", 2), ("Selesai", 3)].map(|(name, status)| {
        (name.to_owned(), village.complaints.iter().filter(|it| it.status == status).count() as u64)
    });
    all.push(ComplaintSummary { counts: counts.into(), ..ComplaintSummary::default() }.into());
    all
}

fn profile_of_bootstrap(village: &Village) -> Profile {
    let profile = &village.profile;
    let [north, east, south, west] = profile.borders.clone().map(Some);
    let social = ["facebook", "instagram"].iter().zip(&profile.social);
    Profile {
        name: village.name.clone(),
        village_type: Some(VillageType::Desa),
        address: Some(profile.address.clone()),
        postal_code: Some(profile.postal_code.clone()),
        phones: vec![phone(profile)],
        emails: vec![profile.email.clone()],
        social: social
            .map(|(network, url)| SocialLink { network: (*network).into(), url: url.clone() })
            .collect(),
        logo: Some(url("/assets/logo.png")),
        vision: Some(profile.vision.clone()),
        mission: profile.mission.clone(),
        history: Some(profile.history.clone()),
        area_ha: Some(profile.area_ha.into()),
        population: Some(village.population().people().into()),
        households: Some(village.population().households.into()),
        borders: Some(Borders { north, east, south, west }),
        point: Some(Point { longitude: profile.longitude, latitude: profile.latitude }),
        region: Some(RegionNames {
            province: Some(profile.province.clone()),
            regency: Some(profile.regency.clone()),
            subdistrict: Some(profile.subdistrict.clone()),
        }),
        ..Profile::default()
    }
}

fn role(position: &str) -> Role {
    let roles = [
        ("Kepala Desa", Role::Head),
        ("Sekretaris", Role::Secretary),
        ("Kepala Seksi", Role::SectionHead),
        ("Kepala Urusan", Role::AffairsHead),
        ("Kepala Dusun", Role::HamletHead),
    ];
    roles.into_iter().find(|(begin, _)| position.starts_with(begin)).map_or(Role::Other, |(_, role)| role)
}

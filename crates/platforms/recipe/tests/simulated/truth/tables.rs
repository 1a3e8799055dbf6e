//! What is true of the site of tables.

use balai_core::Entity;
use balai_core::model::*;
use balai_testkit::village::{DocumentSort, Village};

use super::*;
use crate::simulated::tables;

pub(crate) fn articles_of_tables(village: &Village) -> Vec<Dated> {
    let files = village.news().collect::<Vec<_>>();
    let articles = files.chunks(tables::PER_FILE).zip(1..).flat_map(|(articles, number)| {
        let file = if number == 1 { "/berita.html".to_owned() } else { format!("/berita{number}.html") };
        articles.iter().map(move |it| {
            let article = Article {
                title: it.title.clone(),
                url: url(&file),
                author: Some(it.author.clone()),
                images: it
                    .images
                    .iter()
                    .take(1)
                    .map(|image| Photo::new(url(&format!("/gambar/{image}"))))
                    .collect(),
                form: Some(Form::News),
                ..Article::default()
            };
            (article, Some(wib(it.published_at.date().to_datetime(jiff::civil::Time::midnight()))))
        })
    });
    articles.collect()
}

/// Everything but articles.
pub(crate) fn of_tables(village: &Village) -> Vec<Entity> {
    let profile = &village.profile;
    let mut all = vec![Entity::from(Profile {
        name: village.name.clone(),
        address: Some(profile.address.clone()),
        postal_code: Some(profile.postal_code.clone()),
        phones: vec![phone(profile)],
        office_hours: Some("Senin - Jumat, 08.00 - 15.00".into()),
        vision: Some(profile.vision.clone()),
        history: Some(profile.history.clone()),
        area_ha: Some(profile.area_ha.into()),
        population: Some(village.population().people().into()),
        region: Some(RegionNames {
            subdistrict: Some(profile.subdistrict.clone()),
            ..RegionNames::default()
        }),
        ..Profile::default()
    })];
    all.extend(
        officials(village)
            .map(|(it, official)| Entity::from(Official { term: Some(it.term.clone()), ..official })),
    );
    let topics = [
        ("Jenis Kelamin", Topic::Sex),
        ("Rentang Umur", Topic::AgeGroup),
        ("Kategori Umur", Topic::AgeCategory),
        ("Pendidikan Dalam KK", Topic::Education),
        ("Pendidikan Sedang Ditempuh", Topic::Schooling),
        ("Pekerjaan", Topic::Occupation),
    ];
    all.extend(village.statistics.iter().take(topics.len()).map(|it| {
        let (_, topic) = topics.iter().find(|(name, _)| *name == it.name).expect("a topic");
        Entity::from(statistic(it, topic.clone()))
    }));
    all.extend(village.hamlets.iter().map(|it| {
        let count = it.count();
        Entity::from(Area {
            name: it.name.clone(),
            level: Some(AreaLevel::Hamlet),
            male: Some(count.male.into()),
            female: Some(count.female.into()),
            households: Some(count.households.into()),
            ..Area::default()
        })
    }));
    all.extend(village.budgets.iter().map(|it| {
        let lines = it.lines.iter().filter(|line| line.level == 2).map(budget_line).collect();
        let year = small(it.year.into());
        Entity::from(Budget { year, stage: Some(Stage::Plan), lines, ..Budget::default() })
    }));
    let regulations =
        village.documents.iter().filter(|it| it.is_public() && it.sort == DocumentSort::Regulation);
    all.extend(regulations.map(|it| {
        Entity::from(Document {
            title: it.title.clone(),
            r#type: Some(DocumentType::Perdes),
            number: it.number.clone(),
            year: Some(small(it.year.into())),
            date: Some(it.date),
            subject: Some(it.subject.clone()),
            file_url: Some(url(&format!("/unduh/{}", it.file))),
            ..Document::default()
        })
    }));
    all
}

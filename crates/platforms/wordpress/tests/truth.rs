//! What is read of a simulated village is what is true of it, kind by kind, whether its interface is open or closed.

use std::collections::BTreeSet;
use std::sync::Arc;

use balai_core::model::{Section, Topic};
use balai_core::{Entity, Kind, Rupiah};
use balai_extract::{shortcode, text};
use balai_testkit::village::{Budget, Document, Form, Village};
use balai_testkit::wordpress::{Item, SERVICES};
use balai_testkit::{Memory, WordPress as Simulated};
use balai_wordpress::WordPress;
use visiting::{ORIGIN, Visited, visit};

mod visiting;

/// Both sites, read once each.
async fn both() -> [(Simulated, Visited, Arc<Village>, bool); 2] {
    let village = visiting::village();
    let read = async |site: Simulated, is_open| {
        let visited = visit(WordPress::default(), site.clone(), &Memory::new(), &Kind::ALL).await;
        (site, visited, village.clone(), is_open)
    };
    [
        read(Simulated::open(village.clone()), true).await,
        read(Simulated::closed(village.clone()), false).await,
    ]
}

fn letters(text: &str) -> String {
    text.split_whitespace().collect()
}

/// The text of an item as people read it.
fn text_of(item: &Item) -> String {
    text::from_html(&shortcode::strip(&item.body)).expect("HTML")
}

fn is_an_article(item: &&Item) -> bool {
    matches!(item.sort, "post" | "page") && item.is_published()
}

#[tokio::test]
async fn every_kind_is_read_whole_and_without_complaint() {
    for (_, visited, _, is_open) in both().await {
        for offer in &balai_core::Platform::manifest(&WordPress::default()).offers {
            let kind = visited.report.kind(offer.kind).expect("a report");
            assert!(kind.failure.is_none() && kind.complete, "open: {is_open}, {kind:#?}");
            assert_eq!(kind.skipped_count, 0, "open: {is_open}, {kind:#?}");
        }
    }
}

#[tokio::test]
async fn every_published_post_and_page_is_read_as_it_was_written() {
    for (site, visited, _, is_open) in both().await {
        let items = site.items();
        let published: Vec<&Item> = items.iter().filter(is_an_article).collect();
        let mut redacted = 0;
        for item in &published {
            let url = site.link(ORIGIN, item);
            let record = visited.article(&url).unwrap_or_else(|| panic!("{url} is missing, open: {is_open}"));
            let Entity::Article(article) = &record.entity else { unreachable!("it is an article") };
            if item.title.is_empty() {
                assert!(
                    text_of(item).starts_with(article.title.trim_end_matches('…')),
                    "{url}: {}",
                    article.title
                );
            } else {
                assert_eq!(article.title, item.title, "{url}");
            }
            let told = article.body_text.as_deref().unwrap_or_default();
            match told.contains("disembunyikan") {
                true => redacted += 1,
                false => assert_eq!(letters(told), letters(&text_of(item)), "{url}, open: {is_open}"),
            }
            assert!(!article.body_html.as_deref().unwrap_or_default().contains("style="), "{url}");
            assert_eq!(article.categories, item.categories, "{url}");
            let tags = |tags: &[String]| tags.iter().cloned().collect::<BTreeSet<_>>();
            assert_eq!(tags(&article.tags), tags(&item.tags), "{url}");
            let picture = item.image.as_ref().map(|file| format!("{ORIGIN}/wp-content/uploads/{file}"));
            let first = article.images.first().map(|image| image.url.clone());
            assert!(picture.is_none() || first == picture, "{url}: {first:?}");
            assert_eq!(
                article.images.len(),
                usize::from(picture.is_some()) + item.body.matches("<img").count(),
                "{url}"
            );
            assert_eq!(record.published_at, Some(item.published_at), "{url}");
            // No theme tells who wrote a page.
            if item.sort == "post" {
                assert_eq!(article.author.as_ref(), Some(&item.author), "{url}");
            }
            if is_open {
                assert_eq!(record.updated_at, Some(item.updated_at), "{url}");
            }
        }
        assert_eq!(visited.of(Kind::Article).count(), published.len(), "open: {is_open}");
        assert_eq!(redacted, 2, "news of numbers, and a table of officials with theirs");
    }
}

#[tokio::test]
async fn the_files_that_texts_link_to_are_documents() {
    for (site, visited, village, is_open) in both().await {
        let url = |file: &str| format!("{ORIGIN}/wp-content/uploads/{file}");
        let public = village.documents.iter().filter(|document| document.is_public());
        let mut expected: BTreeSet<(String, String)> =
            public.map(|Document { title, file, .. }| (title.clone(), url(file))).collect();
        let items = site.items();
        for article in village.published().filter(|article| article.form == Form::News) {
            let Some((file, label)) = &article.attachment else { continue };
            assert!(items.iter().any(|item| item.is_published() && item.body.contains(file.as_str())));
            expected.insert((label.clone(), url(file)));
        }
        let found: BTreeSet<_> = visited
            .entities(Kind::Document)
            .into_iter()
            .map(|entity| {
                let Entity::Document(it) = entity else { unreachable!("it is a document") };
                (it.title.clone(), it.file_url.clone().unwrap_or_default())
            })
            .collect();
        assert_eq!(found, expected, "open: {is_open}");
        let numbered = visited.entities(Kind::Document).into_iter().filter(|entity| match entity {
            Entity::Document(it) => it.number.is_some() && it.year.is_some() && it.subject.is_some(),
            _ => false,
        });
        let regulations =
            village.documents.iter().filter(|it| it.is_public() && it.title.contains(" Nomor "));
        assert_eq!(numbered.count(), regulations.count());
    }
}

#[tokio::test]
async fn people_in_office_are_read_from_table_and_type() {
    for (_, visited, village, is_open) in both().await {
        let found: BTreeSet<_> = visited
            .entities(Kind::Official)
            .into_iter()
            .map(|entity| {
                let Entity::Official(it) = entity else { unreachable!("it is an official") };
                (it.order, it.name.clone(), it.position.clone(), it.term.clone(), it.photo.clone())
            })
            .collect();
        let expected: BTreeSet<_> = village
            .officials_in_office()
            .zip(1_u32..)
            .map(|(it, order)| {
                let photo = format!("{ORIGIN}/wp-content/uploads/{}", it.photo);
                (Some(order), it.display_name(), it.position.clone(), Some(it.term.clone()), Some(photo))
            })
            .collect();
        assert_eq!(found, expected, "open: {is_open}");
    }
}

#[tokio::test]
async fn budgets_are_exact_to_the_sen() {
    for (_, visited, village, is_open) in both().await {
        assert_eq!(visited.of(Kind::Budget).count(), village.budgets.len(), "open: {is_open}");
        for Budget { year, lines, .. } in &village.budgets {
            let budget = village.budgets.iter().find(|it| it.year == *year).expect("it is there");
            let found = visited.entities(Kind::Budget).into_iter().find_map(|entity| match entity {
                Entity::Budget(it) if i64::from(it.year) == i64::from(*year) => Some(it),
                _ => None,
            });
            let found = found.unwrap_or_else(|| panic!("the budget of {year} is missing"));
            let sen = |amount: Option<Rupiah>| amount.map(Rupiah::sen);
            let told: Vec<_> = found
                .lines
                .iter()
                .map(|it| {
                    (it.code.as_deref(), it.name.as_str(), it.level, sen(it.budgeted), sen(it.realised))
                })
                .collect();
            let expected: Vec<_> = lines
                .iter()
                .map(|it| {
                    let code = Some(it.code.trim_end_matches('.'));
                    (code, it.name, it.level - 1, Some(it.budgeted), Some(it.realised))
                })
                .collect();
            assert_eq!(told, expected, "{year}");
            for (section, of) in
                [(Section::Income, '4'), (Section::Expenditure, '5'), (Section::Financing, '6')]
            {
                let total = found.totals.iter().find(|it| it.section == section).expect("a total");
                assert_eq!((sen(total.budgeted), sen(total.realised)), {
                    let (budgeted, realised) = budget.total(of);
                    (Some(budgeted), Some(realised))
                });
            }
        }
    }
}

#[tokio::test]
async fn the_population_is_counted_as_the_page_counts_it() {
    for (_, visited, village, is_open) in both().await {
        let topics = [
            (Topic::Sex, "4"),
            (Topic::Education, "0"),
            (Topic::Occupation, "1"),
            (Topic::MaritalStatus, "2"),
            (Topic::Religion, "3"),
        ];
        assert_eq!(visited.of(Kind::Statistic).count(), topics.len(), "open: {is_open}");
        for (topic, key) in topics {
            let found = visited.entities(Kind::Statistic).into_iter().find_map(|entity| match entity {
                Entity::Statistic(it) if it.topic == topic => Some(it),
                _ => None,
            });
            let found = found.unwrap_or_else(|| panic!("{topic:?} is missing"));
            let truth = village.statistic(key).expect("a statistic");
            let told: Vec<_> =
                found.rows.iter().map(|it| (it.label.clone(), it.male, it.female, it.total)).collect();
            let expected: Vec<_> = truth
                .rows
                .iter()
                .map(|it| {
                    (it.label.clone(), Some(it.male.into()), Some(it.female.into()), u64::from(it.total()))
                })
                .collect();
            assert_eq!(told, expected);
            assert_eq!(found.unknown, Some(truth.unknown.total().into()));
            assert_eq!(found.total, Some(village.population().people().into()));
            assert_eq!(found.topic_name.as_deref(), Some(truth.name));
        }
    }
}

#[tokio::test]
async fn events_are_at_their_times_and_places() {
    for (site, visited, village, is_open) in both().await {
        let wib = jiff::tz::Offset::constant(7);
        let found: BTreeSet<_> = visited
            .entities(Kind::Event)
            .into_iter()
            .map(|entity| {
                let Entity::Event(it) = entity else { unreachable!("it is an event") };
                assert!(!it.all_day, "{}", it.title);
                (it.title.clone(), it.starts_at, it.place.clone(), it.organiser.clone(), it.url.clone())
            })
            .collect();
        let items = site.items();
        let expected: BTreeSet<_> = village
            .published()
            .filter_map(|article| {
                let event = article.event.as_ref()?;
                let item = items.iter().find(|item| item.title == article.title && item.event.is_some())?;
                let starts_at = wib.to_timestamp(event.starts_at).ok()?;
                let url = Some(site.link(ORIGIN, item));
                Some((
                    article.title.clone(),
                    starts_at,
                    Some(event.place.clone()),
                    Some(event.coordinator.clone()),
                    url,
                ))
            })
            .collect();
        assert!(!expected.is_empty());
        assert_eq!(found, expected, "open: {is_open}");
    }
}

#[tokio::test]
async fn goods_have_their_prices() {
    for (_, visited, village, is_open) in both().await {
        let found: BTreeSet<_> = visited
            .entities(Kind::Product)
            .into_iter()
            .map(|entity| {
                let Entity::Product(it) = entity else { unreachable!("it is a product") };
                let sen = |amount: Option<Rupiah>| amount.map(Rupiah::sen);
                assert!(it.description.as_deref().is_some_and(|text| text.contains("buatan warga")));
                (
                    it.name.clone(),
                    it.category.clone(),
                    sen(it.price),
                    sen(it.discounted_price),
                    it.photos.len(),
                )
            })
            .collect();
        let expected: BTreeSet<_> = village
            .products
            .iter()
            .filter(|product| product.enabled)
            .map(|it| {
                // A post of goods names one price, and has one picture.
                let reduced =
                    (is_open && it.discounted_price() < it.price).then(|| it.discounted_price() * 100);
                let photos = if is_open { it.photos.len() } else { 1 };
                (it.name.clone(), Some(it.category.to_owned()), Some(it.price * 100), reduced, photos)
            })
            .collect();
        assert_eq!(found, expected, "open: {is_open}");
    }
}

#[tokio::test]
async fn places_services_and_albums_are_read() {
    for (site, visited, village, is_open) in both().await {
        let found: BTreeSet<_> = visited
            .entities(Kind::Place)
            .into_iter()
            .map(|entity| {
                let Entity::Place(it) = entity else { unreachable!("it is a place") };
                (it.name.clone(), it.category.clone(), it.description.clone())
            })
            .collect();
        let places = village.places.iter().filter(|place| place.enabled);
        let expected: BTreeSet<_> = places
            .map(|it| (it.name.clone(), Some(it.category.to_owned()), Some(it.description.clone())))
            .collect();
        assert_eq!(found, expected, "open: {is_open}");

        let services: BTreeSet<_> = visited
            .entities(Kind::Service)
            .into_iter()
            .map(|entity| {
                let Entity::Service(it) = entity else { unreachable!("it is a service") };
                (it.name.clone(), it.requirements.clone())
            })
            .collect();
        let expected: BTreeSet<_> = SERVICES
            .iter()
            .map(|(name, needs)| {
                ((*name).to_owned(), needs.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>())
            })
            .collect();
        assert_eq!(services, expected, "open: {is_open}");

        let albums: BTreeSet<_> = visited
            .entities(Kind::Album)
            .into_iter()
            .map(|entity| {
                let Entity::Album(it) = entity else { unreachable!("it is an album") };
                let photos: Vec<_> =
                    it.photos.iter().map(|photo| (photo.url.clone(), photo.caption.clone())).collect();
                (it.title.clone(), photos)
            })
            .collect();
        let galleries = site.items();
        let expected: BTreeSet<_> = village
            .albums
            .iter()
            .filter(|album| album.enabled)
            .map(|album| {
                assert!(galleries.iter().any(|item| item.title.ends_with(&album.title)));
                let photos = album.photos.iter().map(|photo| {
                    (format!("{ORIGIN}/wp-content/uploads/{}", photo.file), Some(photo.caption.clone()))
                });
                (format!("Galeri: {}", album.title), photos.collect::<Vec<_>>())
            })
            .collect();
        assert_eq!(albums, expected, "open: {is_open}");
    }
}

#[tokio::test]
async fn the_village_tells_of_itself() {
    for (_, visited, village, is_open) in both().await {
        let [Entity::Profile(found)] = visited.entities(Kind::Profile)[..] else { panic!("one profile") };
        let truth = &village.profile;
        assert_eq!(found.name, village.name, "open: {is_open}");
        assert_eq!(found.vision.as_deref(), Some(truth.vision.as_str()));
        assert_eq!(found.mission, truth.mission);
        assert_eq!(found.history.as_deref(), Some(truth.history.as_str()));
        assert_eq!(found.address.as_deref(), Some(truth.address.as_str()));
        assert_eq!(found.postal_code.as_deref(), Some(truth.postal_code.as_str()));
        assert_eq!(found.emails, std::slice::from_ref(&truth.email));
        assert_eq!(found.phones.len(), 1);
        assert_eq!(found.area_ha, Some(truth.area_ha.into()));
        assert_eq!(found.population, Some(village.population().people().into()));
        assert_eq!(found.households, Some(village.population().households.into()));
        assert!(found.office_hours.as_deref().is_some_and(|hours| hours.contains("08.00")));
        let borders = found.borders.as_ref().expect("borders");
        let sides = [&borders.north, &borders.east, &borders.south, &borders.west];
        assert_eq!(sides.map(|side| side.clone().unwrap_or_default()), truth.borders);
        assert_eq!(found.social.len(), 2);
        assert!(found.logo.is_some());
    }
}

//! Projects, products and albums.

use crate::html;
use crate::opensid::format::{amount, grouped};
use crate::opensid::{Scene, page_of, shell};
use crate::village::{Discount, Project};

/// How many a page shows.
const PAGE: usize = 10;

pub(super) fn projects(scene: Scene<'_>, number: usize) -> String {
    let shown: Vec<&Project> = scene.village.projects.iter().filter(|project| project.enabled).collect();
    let (shown, pages) = page_of(shown, number, PAGE);
    let cards = shown.into_iter().map(|project| {
        let row =
            |name: &str, value: &str| format!("<tr><th>{name}</th><td>:</td><td>{}</td></tr>", html(value));
        format!(
            r#"<div class="col-sm-4"><div class="card">
<img class="img-fluid img-thumbnail card-img-top" src="{}" alt="Foto Pembangunan"/>
<div class="card-body"><table class="table"><tbody>{}{}{}{}</tbody></table>
<a href="{}" class="btn btn-primary">Selengkapnya</a></div></div></div>
"#,
            scene.url(&format!("desa/upload/galeri/{}", project.photo)),
            row("Nama Kegiatan", &project.title),
            row("Alamat", &project.location),
            row("Tahun", &project.year.to_string()),
            row("Keterangan", &project.description),
            scene.url(&format!("pembangunan/{}", project.slug)),
        )
    });
    let main = format!(
        r#"<div class="single_category"><h2><span class="title_text">Pembangunan</span></h2></div><div class="row">
{}</div>{}"#,
        cards.collect::<String>(),
        shell::pagination(number, pages, |page| scene.url(&format!("pembangunan/index/{page}"))),
    );
    shell::wide(scene, "Pembangunan", &main)
}

pub(super) fn project(scene: Scene<'_>, slug: &str) -> String {
    let Some(project) = scene.village.projects.iter().find(|project| project.enabled && project.slug == slug)
    else {
        return shell::not_found(scene);
    };
    let rows = [
        ("Nama Kegiatan", project.title.clone()),
        ("Alamat", project.location.clone()),
        ("Sumber Dana", project.fund_source.to_owned()),
        ("Anggaran", format!("Rp. {}", grouped(project.budget, ','))),
        ("Volume", project.volume.clone()),
        ("Pelaksana", project.executor.to_owned()),
        ("Tahun", project.year.to_string()),
        ("Keterangan", project.description.clone()),
    ];
    let rows = rows.map(|(name, value)| {
        format!("<tr><th>{name}</th><td width=\"20px\">:</td><td>{}</td></tr>\n", html(&value))
    });
    let progress = project.progress.iter().map(|step| {
        format!(
            r#"<div class="col-sm-6 text-center"><img class="img-fluid img-thumbnail" src="{}" alt="{slug}-{}%"/>
<b>Foto Pembangunan {}%</b></div>
"#,
            scene.url(&format!("desa/upload/galeri/{}", step.photo)),
            step.percent,
            step.percent,
        )
    });
    let main = format!(
        r#"<div class="single_category"><h2><span class="title_text">Detail Pembangunan</span></h2></div>
<div class="panel panel-primary"><div class="panel-heading">Data Pembangunan</div><div class="panel-body">
<center><img class="img-fluid img-thumbnail" src="{photo}" alt="{slug}"/></center>
<table class="table table-bordered">
{rows}</table></div></div>
<div class="panel panel-primary"><div class="panel-heading">Progres Pembangunan</div><div class="panel-body"><div class="row">
{progress}</div></div></div>
<div class="panel panel-primary"><div class="panel-heading">Lokasi Pembangunan</div><div class="panel-body" id="map"></div></div>
<script>
 var posisi = [{latitude},{longitude}];
</script>"#,
        photo = scene.url(&format!("desa/upload/galeri/{}", project.photo)),
        rows = rows.concat(),
        progress = progress.collect::<String>(),
        latitude = project.latitude,
        longitude = project.longitude,
    );
    shell::wide(scene, &project.title, &main)
}

pub(super) fn shop(scene: Scene<'_>, number: usize) -> String {
    let shown = scene.village.products.iter().filter(|product| product.enabled).collect();
    let (shown, pages) = page_of(shown, number, PAGE);
    let cards = shown.into_iter().map(|product| {
        let photos = product.photos.iter().zip(1..).map(|(file, n)| {
            let url = scene.url(&format!("desa/upload/produk/{file}"));
            format!(r#"<div class="item"><div class="single_iteam"><img class="tlClogo" src="{url}" alt="Foto {n}"></div></div>"#)
        });
        let old = match product.discount {
            Discount::None => String::new(),
            _ => format!(
                r#" &nbsp;&nbsp;<small style="color:red; text-decoration: line-through red;">Rp. {}</small>"#,
                amount(product.price * 100)
            ),
        };
        let seller = &scene.village.residents[product.seller];
        format!(
            r#"<div class="col-md-4"><div class="card mb-4 box-shadow">
<div class="slick_slider">{photos}</div>
<div class="card-body">
<h4><b>{name}</b></h4>
<h6><b style="color:green;">Harga : Rp. {price}{old}
 </b></h6>
<p class="card-text">
 <b>Deskripsi :</b>
 <br/>
 {description} </p>
<a class="btn btn-sm btn-success" href="https://api.whatsapp.com/send?phone=+62{phone}&amp;text=Saya ingin membeli {name}">Beli</a>
<a class="btn btn-sm btn-primary lokasi-pelapak" data-lat="{latitude}" data-lng="{longitude}" data-zoom="16" data-title="Lokasi Pelapak ({seller})">Lokasi</a>
<small class="text-muted"><b><i class="fa fa-user"></i>&nbsp;{seller}</b></small>
</div></div></div>
"#,
            photos = photos.collect::<String>(),
            name = html(&product.name),
            price = amount(product.discounted_price() * 100),
            description = html(&product.description).replace('\n', "<br />\n"),
            phone = seller.phone.trim_start_matches('0'),
            latitude = product.latitude,
            longitude = product.longitude,
            seller = html(&seller.name),
        )
    });
    let main = format!(
        r#"<div class="single_category"><h2><span class="title_text">Lapak Desa</span></h2></div><div class="row">
{}</div>{}"#,
        cards.collect::<String>(),
        shell::pagination(number, pages, |page| scene.url(&format!("lapak/{page}"))),
    );
    shell::wide(scene, "Lapak", &main)
}

pub(super) fn albums(scene: Scene<'_>, number: usize) -> String {
    let shown = scene.village.albums.iter().filter(|album| album.enabled).collect();
    let (shown, pages) = page_of(shown, number, PAGE);
    let cards = shown.into_iter().map(|album| {
        let link = scene.url(&format!("galeri/{}", album.id));
        let image = scene.url(&format!("desa/upload/galeri/kecil_{}", album.cover));
        format!(
            r#"<a href="{link}"><div class="col-sm-6">{}</div></a>"#,
            card(&image, &album.title, "Album : ")
        )
    });
    let main = format!(
        r#"<div class="single_category"><h2><span class="title_text">Galeri</span></h2></div><div class="row">
{}</div>{}"#,
        cards.collect::<String>(),
        shell::pagination(number, pages, |page| scene.url(&format!("galeri/index/{page}"))),
    );
    shell::page(scene, "Galeri", &main)
}

pub(super) fn album(scene: Scene<'_>, id: &str, number: usize) -> Option<String> {
    let album = scene.village.albums.iter().find(|album| album.enabled && album.id.to_string() == id)?;
    let (photos, pages) = page_of(album.photos.iter().collect(), number, PAGE);
    let cards = photos.into_iter().map(|photo| {
        let image = scene.url(&format!("desa/upload/galeri/kecil_{}", photo.file));
        format!(r#"<div class="col-sm-6">{}</div>"#, card(&image, &photo.caption, ""))
    });
    let main = format!(
        r#"<div class="single_category"><h2><span class="title_text"><a href="{}">Album Galeri : </a> {}</span></h2></div><div class="row">
{}</div>{}"#,
        scene.url("galeri"),
        html(&album.title),
        cards.collect::<String>(),
        shell::pagination(number, pages, |page| scene.url(&format!("galeri/{id}/index/{page}"))),
    );
    Some(shell::page(scene, &album.title, &main))
}

fn card(image: &str, title: &str, before: &str) -> String {
    let title = html(title);
    format!(
        r#"<div class="card"><img width="auto" class="img-fluid img-thumbnail" src="{image}" alt="{title}"/>
<p align="center"><b>{before}{title}</b></p><hr/></div>
"#
    )
}

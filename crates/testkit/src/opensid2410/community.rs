//! Officials, organisations and complaints.

use crate::html;
use crate::opensid::format::plain;
use crate::opensid::{Scene, page_of, shell};

pub(super) fn officials(scene: Scene<'_>) -> String {
    let cards = scene.village.officials_in_office().map(|official| {
        let name = html(&official.doubled_name());
        format!(
            r#"<div class="col-sm-3 pamong"><div class="card text-center">
<img width="auto" class="rounded-circle image" src="{}" alt="Foto {name}" />
<hr class="line">
<b>
 {name}<br>
 {}<br>
 <span class='label label-danger'>Belum Rekam Kehadiran</span>
 <br></b>
</div></div>
"#,
            scene.url(&format!("desa/upload/user_pict/{}", official.photo)),
            html(&official.position),
        )
    });
    let main = format!(
        r#"<div class="single_category"><h2><span class="title_text">Pemerintah Desa</span></h2></div>
<div class="box box-primary"><div class="box-body"><div class="row">
{}</div></div></div>"#,
        cards.collect::<String>()
    );
    shell::wide(scene, "Pemerintah Desa", &main)
}

pub(super) fn organization(scene: Scene<'_>, is_institution: bool, slug: &str) -> Option<String> {
    let organizations = &scene.village.organizations;
    let organization = organizations.iter().find(|o| o.is_institution == is_institution && o.slug == slug)?;
    let sort = if is_institution { "Lembaga" } else { "Kelompok" };
    let hamlet = html(&scene.village.hamlets[0].name);
    let members = organization.members.iter().zip(1..).map(|(member, number)| {
        let resident = &scene.village.residents[*member];
        let sex = if resident.is_female { "PEREMPUAN" } else { "LAKI-LAKI" };
        format!(
            "<tr><td class=\"text-center\">{number}</td><td>{number}</td><td nowrap>{}</td><td>Dusun {hamlet} RW 01 RT 01</td><td>{sex}</td></tr>\n",
            html(&resident.name)
        )
    });
    let main = format!(
        r#"<div class="single_page_area">
<h2 class="post_titile">Data {sort} {name}</h2>
<p>{description}</p> <h3 class="post_titile">Daftar Pengurus</h3>
<table class="table table-striped table-bordered"><thead><tr><th>No</th><th>Jabatan</th><th>Nama</th><th>Alamat</th></tr></thead>
<tbody><tr><td>1</td><td>KETUA</td><td nowrap>{head}</td><td>Dusun {hamlet} RW 01 RT 01</td></tr></tbody></table>
<h3 class="post_titile">Daftar Anggota</h3>
<table class="table table-striped table-bordered" id="tabel-data"><thead><tr><th>No</th><th>No. Anggota</th><th>Nama</th><th>Alamat</th><th>Jenis Kelamin</th></tr></thead>
<tbody>{members}</tbody></table>
</div>"#,
        name = html(&organization.name),
        description = html(&organization.description),
        head = html(&organization.head),
        members = members.collect::<String>(),
    );
    Some(shell::page(scene, &organization.name, &main))
}

pub(super) fn complaints(scene: Scene<'_>, number: usize) -> String {
    let newest_first = scene.village.complaints.iter().rev().collect();
    let (complaints, pages) = page_of(newest_first, number, 10);
    let items = complaints.iter().map(|complaint| {
        format!(
            r##"<li class="list-group-item status{}"><a href="#" data-toggle="modal" data-target="#pengaduan{}">{}</a>
<span class="label">{}</span><small>{}</small></li>
"##,
            complaint.status,
            complaint.id,
            html(&complaint.title),
            complaint.status_name(),
            plain(complaint.at),
        )
    });
    let details = complaints.iter().map(|complaint| {
        let reply = complaint.reply.as_ref().map_or(String::new(), |reply| {
            format!(
                r#"<div class="row support-content-comment"><p>Ditanggapi oleh Administrator | {}</p><p>{}</p></div>"#,
                plain(complaint.at),
                html(reply)
            )
        });
        format!(
            r#"<div class="modal fade" id="pengaduan{}"><h4 class="modal-title"><i class="fa fa-file"></i> {}</h4>
<div class="modal-body"><p class="text-muted">Pengaduan oleh {} | {}</p><p>{}</p>{reply}</div></div>
"#,
            complaint.id,
            html(&complaint.title),
            html(&scene.village.residents[complaint.reporter].name),
            plain(complaint.at),
            html(&complaint.text),
        )
    });
    let main = format!(
        r#"<div class="single_category"><h2><span class="title_text">Pengaduan</span></h2></div>
<ul class="list-group">
{}</ul>
{}{}"#,
        items.collect::<String>(),
        details.collect::<String>(),
        shell::pagination(number, pages, |page| scene.url(&format!("pengaduan/{page}"))),
    );
    shell::wide(scene, "Pengaduan", &main)
}

<?php
// Fills a site: php fill.php FOLDER SITE

require __DIR__ . '/begin.php';
require __DIR__ . '/secrets.php';
require __DIR__ . '/put.php';
require __DIR__ . '/posts.php';
require __DIR__ . '/pages.php';

// As an administrator, whose texts are saved as they are.
$operator = username_exists(OPERATOR['login']) ?: wp_insert_user([
    'user_login' => OPERATOR['login'], 'user_email' => OPERATOR['email'], 'display_name' => OPERATOR['name'],
    'user_pass' => 'sandi', 'role' => 'administrator',
]);
is_multisite() && add_user_to_blog(get_current_blog_id(), $operator, 'administrator');
wp_set_current_user($operator);
kses_remove_filters();

$village = ['open' => 'Melati', 'closed' => 'Anggrek'][$site] ?? ucfirst($site);
$zone = ['open' => 'Asia/Jakarta', 'cempaka' => 'Asia/Makassar', 'kenanga' => 'UTC'][$site] ?? '';
$permalinks = ['closed' => '', 'cempaka' => '/%postname%/', 'kenanga' => '/%category%/%postname%/'];
foreach ([
    'blogname' => "Desa $village",
    'blogdescription' => 'Situs desa yang tidak ada',
    'WPLANG' => 'id_ID',
    'timezone_string' => $zone,
    'gmt_offset' => $zone ? 0 : 9,
    'rss_use_excerpt' => (int) ($site === 'closed'),
    'posts_per_rss' => $site === 'closed' ? 5 : 10,
] as $option => $value) {
    update_option($option, $value);
}
// A theme of blocks, and a classic one.
switch_theme(in_array($site, ['open', 'cempaka']) ? 'twentytwentythree' : 'twentytwentyone');
$wp_rewrite->set_permalink_structure($permalinks[$site] ?? '/%year%/%monthnum%/%day%/%postname%/');
flush_rewrite_rules();
// What WordPress brings along says hello to the world.
foreach (get_posts(['post_type' => ['post', 'page'], 'post_status' => 'any', 'numberposts' => -1]) as $post) {
    wp_delete_post($post->ID, true);
}

// Oldest first, as they were written.
$posts = ordinary(44, $village);
foreach ([...special(), ...hidden(MARKER)] as $n => $post) {
    $posts[] = $post + ['ago' => ($n + 1) * 31 * DAY_IN_SECONDS + 1_234 * $n];
}
usort($posts, fn($one, $other) => $other['ago'] <=> $one['ago']);
foreach ($posts as $n => $post) {
    $id = put($post);
    isset($post['modified']) && set_modified($id, time() - $post['modified']);
    if ($n % 15 === 0) {
        $by = ['comment_author' => READER['name'], 'comment_author_email' => READER['email']];
        $comment = ['comment_post_ID' => $id] + $by;
        wp_insert_comment($comment + ['comment_content' => 'Terima kasih infonya, Pak.', 'comment_approved' => 1]);
        wp_insert_comment($comment + ['comment_content' => 'Belum disetujui: ' . MARKER, 'comment_approved' => 0]);
    }
}
// What was once written and is no longer: its revision keeps it.
$revised = put(['title' => 'Ralat Jadwal Ronda', 'content' => 'Semula: ' . MARKER, 'ago' => 400 * DAY_IN_SECONDS + 77]);
wp_update_post(['ID' => $revised, 'post_content' => 'Jadwal ronda yang benar dimulai pukul 22.00.']);

foreach ([...pages($village), ...hidden_pages(MARKER)] as $n => $page) {
    put($page + ['ago' => 900 * DAY_IN_SECONDS - $n * 7_919], 'page');
}
$draft = get_posts(['post_status' => 'draft'])[0]->ID;
attach('rancangan-' . strtolower(MARKER) . '.pdf', pdf(MARKER), MARKER, $draft);

if ($site === 'kenanga') {
    update_option('show_on_front', 'page');
    $front = ['title' => 'Selamat Datang', 'content' => "Selamat datang di situs Desa $village."];
    update_option('page_on_front', put($front + ['ago' => 800 * DAY_IN_SECONDS], 'page'));
    $news = ['title' => 'Kabar Desa', 'content' => ''];
    update_option('page_for_posts', put($news + ['ago' => 799 * DAY_IN_SECONDS], 'page'));
}

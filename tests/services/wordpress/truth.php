<?php
// What is true of a site, as WordPress itself has it: php truth.php FOLDER SITE

require __DIR__ . '/begin.php';
require __DIR__ . '/secrets.php';

$plain = fn(string $html) => html_entity_decode(wp_strip_all_tags($html), ENT_QUOTES | ENT_HTML5, 'UTF-8');
$names = fn(int $id, string $taxonomy) => array_map($plain, wp_get_object_terms($id, $taxonomy, ['fields' => 'names']));
$items = [];
$every = ['post_type' => ['post', 'page'], 'post_status' => array_keys(get_post_stati()), 'numberposts' => -1];
foreach (get_posts($every) as $post) {
    $GLOBALS['post'] = $post;
    setup_postdata($post);
    $is_public = $post->post_status === 'publish' && $post->post_password === '';
    $items[] = [
        'id' => $post->ID,
        'type' => $post->post_type,
        'status' => $post->post_status,
        'is_public' => $is_public,
        // A theme gives a name to what has none.
        'title' => $post->post_title === '' ? '' : $plain(get_the_title($post)),
        'date_gmt' => $post->post_date_gmt,
        'modified_gmt' => $post->post_modified_gmt,
        'link' => get_permalink($post),
        'categories' => $names($post->ID, 'category'),
        'tags' => $names($post->ID, 'post_tag'),
        'html' => $is_public ? apply_filters('the_content', $post->post_content) : '',
    ];
}
$is_public = array_column($items, 'is_public', 'id');
$documents = array_filter(
    get_posts(['post_type' => 'attachment', 'post_mime_type' => 'application/pdf', 'numberposts' => -1]),
    fn($file) => $is_public[$file->post_parent] ?? true,
);
$tables = require __DIR__ . '/tables.php';
// Quotes are shown curled.
$shown = fn(array $cells) => array_map(fn($cell) => $plain(wptexturize($cell)), $cells);
$tables['officials'] = array_map($shown, $tables['officials']);
$documents = array_map(fn($file) => wp_get_attachment_url($file->ID), array_values($documents));
echo json_encode(
    ['secrets' => SECRETS, 'items' => $items, 'documents' => $documents] + $tables,
    JSON_PRETTY_PRINT | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_THROW_ON_ERROR,
), "\n";

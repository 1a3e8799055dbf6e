<?php
// Puts a post or a page into a site, through WordPress's own functions.

/** Inserts what `posts.php` and `pages.php` describe; `ago` is how many seconds ago it was published. */
function put(array $post, string $type = 'post'): int
{
    $at = time() - ($post['ago'] ?? 0);
    $status = $post['status'] ?? 'publish';
    $id = wp_insert_post(wp_slash([
        'post_type' => $type,
        'post_title' => $post['title'],
        'post_content' => $post['content'],
        'post_excerpt' => $post['excerpt'] ?? '',
        'post_name' => $post['slug'] ?? '',
        'post_status' => $status === 'trash' ? 'publish' : $status,
        'post_password' => $post['password'] ?? '',
        'post_parent' => isset($post['below']) ? get_page_by_path($post['below'])->ID : 0,
        'post_date' => get_date_from_gmt(gmdate('Y-m-d H:i:s', $at)),
        'post_date_gmt' => gmdate('Y-m-d H:i:s', $at),
        'post_author' => get_user_by('login', OPERATOR['login'])->ID,
        'post_category' => array_map('filed', $post['categories'] ?? []),
        'tags_input' => $post['tags'] ?? [],
    ]), true);
    is_wp_error($id) && throw new RuntimeException("{$post['title']}: {$id->get_error_message()}");
    isset($post['image']) && set_post_thumbnail($id, $post['image']);
    ($post['sticky'] ?? false) && stick_post($id);
    $status === 'trash' && wp_trash_post($id);
    // What waits for its time was written before that.
    $status === 'future' && set_modified($id, time());
    return $id;
}

/** A category, below the one that it belongs to. */
function filed(string $name): int
{
    $below = in_array($name, ['Kegiatan', 'Kesehatan', 'Pembangunan', 'Pertanian']) ? filed('Berita') : 0;
    $known = term_exists(esc_html($name), 'category');
    return (int) ($known ?: wp_insert_term($name, 'category', ['parent' => $below]))['term_id'];
}

/** Sets when a post was changed: WordPress itself knows only now. */
function set_modified(int $id, int $at): void
{
    global $wpdb;
    $gmt = gmdate('Y-m-d H:i:s', $at);
    $wpdb->update($wpdb->posts, ['post_modified' => get_date_from_gmt($gmt), 'post_modified_gmt' => $gmt], ['ID' => $id]);
    clean_post_cache($id);
}

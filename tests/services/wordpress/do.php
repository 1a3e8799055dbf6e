<?php
// Changes a site as its people do, and prints the id of what was changed:
//
//     php do.php FOLDER SITE add|backdate|schedule TYPE TITLE
//     php do.php FOLDER SITE edit|publish|trash|delete ID

require __DIR__ . '/begin.php';
require __DIR__ . '/secrets.php';
require __DIR__ . '/put.php';

wp_set_current_user(get_user_by('login', OPERATOR['login'])->ID);
kses_remove_filters();
[, , , $action, $what] = $argv;
$new = fn(array $post) => put($post + ['title' => $argv[5], 'content' => "Isi $argv[5]."], $what);
// When a scheduled post's time has come, its status changes and nothing else: so the time is set before.
$come = function (int $id) use ($wpdb): int {
    $now = gmdate('Y-m-d H:i:s', time() - 1);
    $wpdb->update($wpdb->posts, ['post_date' => get_date_from_gmt($now), 'post_date_gmt' => $now], ['ID' => $id]);
    clean_post_cache($id);
    check_and_publish_future_post($id);
    return $id;
};
echo match ($action) {
    'add' => $new([]),
    // As an import does: the date of its change is as old.
    'backdate' => $new(['ago' => 700 * DAY_IN_SECONDS + 17]),
    'schedule' => $new(['status' => 'future', 'ago' => -300 * DAY_IN_SECONDS]),
    'edit' => wp_update_post(['ID' => (int) $what, 'post_content' => 'Naskah yang diperbaiki.']),
    'publish' => $come((int) $what),
    'trash' => wp_trash_post((int) $what)->ID,
    'delete' => wp_delete_post((int) $what, true)->ID,
}, "\n";

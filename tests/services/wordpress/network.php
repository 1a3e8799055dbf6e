<?php
// Makes the villages' sites of the network at a port: php network.php FOLDER PORT. Elsewhere there is nothing to do.

require __DIR__ . '/begin.php';

// WordPress takes the port out of a site's host.
add_filter('wp_normalize_site_data', fn($data) => ['domain' => $_SERVER['HTTP_HOST']] + $data, 99);

foreach (BALAI_NETWORK ? $sites : [] as $name => $address) {
    $path = parse_url($address, PHP_URL_PATH);
    if ($path !== '/') {
        $title = 'Desa ' . ucfirst($name);
        $made = wp_insert_site(['domain' => $_SERVER['HTTP_HOST'], 'path' => $path, 'title' => $title, 'user_id' => 1]);
        is_wp_error($made) && throw new RuntimeException($made->get_error_message());
    }
}

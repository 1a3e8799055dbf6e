<?php
// Installs WordPress at a port: php install.php FOLDER PORT

define('WP_INSTALLING', true);
require __DIR__ . '/begin.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';

$operator = 'op.jaringan@surat-rahasia.example';
wp_install('Jaringan Situs Desa', 'op.jaringan.7k', $operator, true, '', 'sandi', 'id_ID');
update_option('siteurl', rtrim($url, '/'));
update_option('home', rtrim($url, '/'));

if (BALAI_NETWORK) {
    foreach ($wpdb->tables('ms_global') as $table => $name) {
        $wpdb->$table = $name;
    }
    install_network();
    $made = populate_network(1, $_SERVER['HTTP_HOST'], $operator, 'Jaringan Situs Desa');
    is_wp_error($made) && throw new RuntimeException($made->get_error_message());
}

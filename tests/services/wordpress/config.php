<?php
// WordPress's settings (wp-config.php): each port has a database of its own.

$folder = dirname(ABSPATH);
$sites = json_decode(file_get_contents("$folder/sites.json"), true);
$port = parse_url('http://' . $_SERVER['HTTP_HOST'], PHP_URL_PORT);

define('DB_NAME', "port_$port");
define('DB_USER', 'root');
define('DB_PASSWORD', '');
define('DB_HOST', "localhost:$folder/mysql.sock");
define('DB_CHARSET', 'utf8mb4');
define('DB_COLLATE', '');
$table_prefix = 'wp_';

foreach (['AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE'] as $use) {
    define("{$use}_KEY", "kunci $use");
    define("{$use}_SALT", "garam $use");
}

// Nothing goes out: no updates are looked for, and what is to happen later happens when a test says so.
define('WP_HTTP_BLOCK_EXTERNAL', true);
define('DISABLE_WP_CRON', true);
define('AUTOMATIC_UPDATER_DISABLED', true);
define('WPMU_PLUGIN_DIR', __DIR__ . '/mu-plugins');

define('BALAI_REST_CLOSED', $port === parse_url($sites['closed'], PHP_URL_PORT));
define('BALAI_NETWORK', $port === parse_url($sites['cempaka'], PHP_URL_PORT));
if (BALAI_NETWORK && !defined('WP_INSTALLING')) {
    define('MULTISITE', true);
    define('SUBDOMAIN_INSTALL', false);
    define('DOMAIN_CURRENT_SITE', $_SERVER['HTTP_HOST']);
    define('PATH_CURRENT_SITE', '/');
    define('SITE_ID_CURRENT_SITE', 1);
    define('BLOG_ID_CURRENT_SITE', 1);
}

require_once ABSPATH . 'wp-settings.php';

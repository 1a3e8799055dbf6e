<?php
// Opens WordPress for a script that is called with FOLDER and SITE: the name of a site, or the port of one that is yet
// to be installed. WordPress keeps its state in global variables, so this is required from the outside of functions.

[, $folder, $site] = $argv;
$sites = json_decode(file_get_contents("$folder/sites.json"), true);
$url = $sites[$site] ?? "http://127.0.0.1:$site/";
$_SERVER['HTTP_HOST'] = '127.0.0.1:' . parse_url($url, PHP_URL_PORT);
$_SERVER['REQUEST_URI'] = parse_url($url, PHP_URL_PATH);
$_SERVER['REQUEST_METHOD'] = 'GET';
$_SERVER['REMOTE_ADDR'] = '127.0.0.1';
error_reporting(E_ALL & ~E_DEPRECATED);
require_once "$folder/wordpress/wp-load.php";
require_once ABSPATH . 'wp-admin/includes/admin.php';

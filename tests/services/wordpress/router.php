<?php
// What a web server's rewriting does: a file that is there is served, everything else is WordPress's.

$root = $_SERVER['DOCUMENT_ROOT'];
$path = rawurldecode(strtok($_SERVER['REQUEST_URI'], '?'));
// The sites of a network have WordPress's files each below its own path.
$path = preg_replace('~^/[\w-]+(?=/wp-(?:content|admin|includes)/)~', '', $path);
$file = realpath($root . $path);
if ($file && is_file($file) && str_starts_with($file, $root) && !str_ends_with($file, '.php')) {
    $types = ['css' => 'text/css', 'js' => 'text/javascript', 'pdf' => 'application/pdf', 'svg' => 'image/svg+xml'];
    header('Content-Type: ' . ($types[pathinfo($file, PATHINFO_EXTENSION)] ?? mime_content_type($file)));
    readfile($file);
    return;
}
$script = $file && is_file($file) ? $path : '/index.php';
$_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = $script;
$_SERVER['SCRIPT_FILENAME'] = $root . $script;
unset($_SERVER['PATH_INFO']);
chdir(dirname($root . $script));
require $root . $script;

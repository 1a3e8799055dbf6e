<?php
// Three ports that are free.

// Held until all are known, so that none is told twice.
$sockets = array_map(fn() => stream_socket_server('tcp://127.0.0.1:0'), range(1, 3));
$port = fn($socket) => parse_url('tcp://' . stream_socket_get_name($socket, false), PHP_URL_PORT);
echo implode(' ', array_map($port, $sockets)), "\n";

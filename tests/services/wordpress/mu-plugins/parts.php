<?php
// Some themes link every part of a post from each, some only the next.
add_filter('wp_link_pages_args', fn($args) => get_the_ID() % 2 ? $args : ['next_or_number' => 'next'] + $args);

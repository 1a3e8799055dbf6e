<?php
// Closes the REST interface to those who are not signed in, as the plugins that do so: it is neither open nor named.
if (BALAI_REST_CLOSED) {
    add_filter('rest_authentication_errors', fn($error) => $error ?? (is_user_logged_in() ? null : new WP_Error(
        'rest_cannot_access',
        'Hanya pengguna terautentikasi yang dapat mengakses REST API.',
        ['status' => 401],
    )));
    remove_action('wp_head', 'rest_output_link_wp_head');
    remove_action('template_redirect', 'rest_output_link_header', 11);
    remove_action('xmlrpc_rsd_apis', 'rest_output_rsd');
}

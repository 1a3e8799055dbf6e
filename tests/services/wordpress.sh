#!/usr/bin/env bash
# Real WordPress on loopback, for tests/tests/real_wordpress.rs:
#
#     tests/services/wordpress.sh start FOLDER    # then: export BALAI_WORDPRESS=FOLDER
#     tests/services/wordpress.sh stop FOLDER
#
# Everything that it makes lies in FOLDER: a copy of Debian's WordPress, the data of a MariaDB that listens on a socket
# alone, and `sites.json` with the addresses of the villages' sites. `start` installs Debian's packages where they are
# missing and it is root; where they cannot be had it ends with 3. `stop` leaves FOLDER behind, with its logs.
set -euo pipefail

action=${1:?start or stop}
folder=$(realpath -m "${2:?a folder of its own}")
here=$(cd "$(dirname "$0")" && pwd)/wordpress

packages=(wordpress wordpress-l10n wordpress-theme-twentytwentyone wordpress-theme-twentytwentythree
    mariadb-server php-cli php-gd php-mbstring php-mysql php-xml)

install_packages() {
    dpkg --status "${packages[@]}" >/dev/null 2>&1 && return
    if ! command -v apt-get >/dev/null || [ "$(id -u)" != 0 ]; then
        echo "WordPress is not installed, and only root can install it: ${packages[*]}" >&2
        exit 3
    fi
    export DEBIAN_FRONTEND=noninteractive
    # The services that the packages bring are not wanted: a policy keeps them from being started.
    local policy=/usr/sbin/policy-rc.d installed=no
    if [ -e $policy ]; then
        policy=
    else
        printf '#!/bin/sh\nexit 101\n' >$policy && chmod +x $policy
    fi
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends "${packages[@]}"; } >/dev/null && installed=yes
    [ -z "$policy" ] || rm $policy
    if [ $installed = no ]; then
        echo "WordPress cannot be installed: ${packages[*]}" >&2
        exit 3
    fi
}

start_database() {
    local data=$folder/mysql socket=$folder/mysql.sock user
    user=$(id -un)
    mariadb-install-db --no-defaults --user="$user" --datadir="$data" --skip-test-db \
        --auth-root-authentication-method=normal >"$folder/mysql.log" 2>&1 || { cat "$folder/mysql.log" >&2 && exit 1; }
    mariadbd --no-defaults --user="$user" --datadir="$data" --socket="$socket" --skip-networking \
        --innodb-flush-log-at-trx-commit=0 >>"$folder/mysql.log" 2>&1 &
    echo $! >>"$folder/pids"
    mariadb-admin --no-defaults --user=root --socket="$socket" --wait=30 --silent --silent ping
}

copy_wordpress() {
    # Links are followed: through one, a file would find the others beside what it is linked to.
    cp -rL /usr/share/wordpress "$folder/wordpress"
    # Debian's own settings are by host, in /etc.
    echo "<?php require '$here/config.php';" >"$folder/wordpress/wp-config.php"
}

start_site() {
    local port=$1
    mariadb --no-defaults --user=root --socket="$folder/mysql.sock" --execute "CREATE DATABASE port_$port"
    php "$here/install.php" "$folder" "$port"
    php "$here/network.php" "$folder" "$port"
    php -d opcache.enable_cli=1 -S "127.0.0.1:$port" -t "$folder/wordpress" "$here/router.php" \
        >"$folder/php-$port.log" 2>&1 &
    echo $! >>"$folder/pids"
}

start() {
    install_packages
    mkdir -p "$folder"
    trap stop EXIT
    copy_wordpress
    start_database
    local open closed network
    read -r open closed network < <(php "$here/ports.php")
    cat >"$folder/sites.json" <<-SITES
	{
	    "open": "http://127.0.0.1:$open/",
	    "closed": "http://127.0.0.1:$closed/",
	    "cempaka": "http://127.0.0.1:$network/cempaka/",
	    "kenanga": "http://127.0.0.1:$network/kenanga/"
	}
	SITES
    for port in "$open" "$closed" "$network"; do
        start_site "$port"
    done
    for site in open closed cempaka kenanga; do
        php "$here/fill.php" "$folder" "$site"
    done
    trap - EXIT
}

stop() {
    [ -f "$folder/pids" ] || return 0
    local process
    while read -r process; do
        kill "$process" 2>/dev/null || continue
        # What still writes cannot be cleared away.
        timeout 20 tail --pid="$process" -f /dev/null || true
    done <"$folder/pids"
    rm "$folder/pids"
}

case $action in
    start) start ;;
    stop) stop ;;
    *) echo "$action? start or stop" >&2 && exit 2 ;;
esac

#!/bin/sh
# SPDX-License-Identifier: MIT
# What is in deploy/ is valid, and starts what it says.
. "$(dirname "$0")/tap.sh"

deploy=$home/deploy

# The settings, as both readers see them.
sed -n 's/^\([A-Z_]*\)="\(.*\)"$/\1=\2/p' "$deploy/nianbao.env" \
    >"$scratch/as-systemd"
(set -a
# shellcheck source=deploy/nianbao.env
. "$deploy/nianbao.env"
env | grep '^NIANBAO_') | grep -v '^NIANBAO_CORPUS=' | sort >"$scratch/as-shell"
sort "$scratch/as-systemd" >"$scratch/sorted"
same "$scratch/as-shell" "$scratch/sorted" \
    'shell and systemd read the same settings'
for name in $(cut -d = -f 1 "$scratch/sorted"); do
	grep -q "$name" "$home/docs/pipeline.1"
	ok $? "$name is in the man page"
done

# A pipeline.sh that tells how it was called.
cat >"$scratch/pipeline.sh" <<'END'
#!/bin/sh
echo "$NIANBAO_VAR|$NIANBAO_MIN_FREE_MB|$*"
END
chmod +x "$scratch/pipeline.sh"
want='/var/lib/nianbao|2048|nightly --until 06:00 --contact mailto:nianbao@example.org'

# cron
line=$(grep -v -e '^#' -e '^[A-Z]*=' "$deploy/nianbao.cron")
is "$(echo "$line" | wc -l)" 1 'one job'
like "$line" '^[0-9*]+ [0-9*]+ \* \* \* [a-z]+ ' 'five fields and a user'
case $line in
*%*)
	ok 1 'no per cent sign, which cron takes for a line end'
	;;
*)
	ok 0 'no per cent sign, which cron takes for a line end'
	;;
esac
command=$(echo "$line" | cut -d ' ' -f 7- | sed "s|/etc/nianbao.env|$deploy/nianbao.env|
    s|/opt/nianbao/pipeline.sh|$scratch/pipeline.sh|")
is "$(env -i PATH=/usr/bin:/bin sh -c "$command")" "$want" \
    'its command starts the run'

# systemd
like "$(grep '^ExecStart=' "$deploy/nianbao.service")" \
    '^ExecStart=/opt/nianbao/pipeline.sh nightly \$NIANBAO_FETCH_OPTIONS$' \
    'the service starts the run'
if command -v systemd-analyze >/dev/null; then
	sed "s|/opt/nianbao/pipeline.sh|$scratch/pipeline.sh|" \
	    "$deploy/nianbao.service" >"$scratch/nianbao.service"
	cp "$deploy/nianbao.timer" "$scratch"
	is "$(systemd-analyze verify "$scratch/nianbao.service" \
	    "$scratch/nianbao.timer" 2>&1 | grep nianbao)" '' \
	    'systemd-analyze has nothing to say'
else
	ok 0 'systemd-analyze # SKIP not there'
fi

# logrotate
logrotate=$(PATH=$PATH:/usr/sbin command -v logrotate)
if [ -n "$logrotate" ]; then
	sed "s|/var/lib/nianbao|$scratch|; s/su nianbao nianbao/su root root/" \
	    "$deploy/nianbao.logrotate" >"$scratch/logrotate"
	chmod 644 "$scratch/logrotate"
	is "$("$logrotate" -d -s "$scratch/state" "$scratch/logrotate" 2>&1 |
	    grep -i error)" '' 'logrotate reads its file'
else
	ok 0 'logrotate # SKIP not there'
fi
finish

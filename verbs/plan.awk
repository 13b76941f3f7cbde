# SPDX-License-Identifier: MIT
#
# The plan of a crawl: of the lists in portals(5), and of what known.awk says
# of them, which comes first.
FILENAME == known && $1 == "delay" { delay[$2] = $3 / 1000; next }
FILENAME == known {
	pages[$2] = $3
	reports[$2] = $4
	unknown[$2] = $5
	next
}
{ sub(/\r$/, "") }
/^@/ {
	at = use = 0
	for (i = 1; i <= NF; i++)
		if ($i == "delay")
			at = i
		else if ($i == "use")
			use = i
	next
}
/^#/ || /^$/ || (use > 0 && $use != "" && $use != "yes") { next }
{
	n++
	if ($1 ~ /^[a-z]*:\/\/[^\/]*$/)	# as the log has it
		$1 = $1 "/"
	host = $1
	sub(/^[a-z]*:\/\//, "", host)
	sub(/\/.*/, "", host)
	wait = at > 0 && $at != "" ? $at + 0 : 1
	if (wait > pause[host])
		pause[host] = wait
	if (delay[host] > pause[host])
		pause[host] = delay[host]
	if (!($1 in pages)) {
		fresh++
		fresh_on[host]++
		next
	}
	lists += pages[$1]
	found += reports[$1]
	undated += unknown[$1]
	on[host] += pages[$1] + reports[$1] + unknown[$1]
}
END {
	known_n = n - fresh
	mean = known_n > 0 ? (lists + found + undated) / known_n : 0
	for (host in pause) {
		hosts++
		s = (on[host] + fresh_on[host] * mean) * pause[host]
		if (s > longest) {
			longest = s
			slowest = host
		}
	}
	printf "years           %s\n", years
	printf "lists           %d on %d hosts\n", n, hosts
	printf "crawled before  %d lists: %d pages of lists, " \
	    "%d reports of these years, %d without a year\n",
	    known_n, lists, found, undated
	if (fresh > 0 && known_n > 0)
		printf "never crawled   %d lists, taken for like the " \
		    "others: about %.0f requests each\n", fresh, mean
	else if (fresh > 0)
		printf "never crawled   %d lists: how long they are " \
		    "is not known\n", fresh
	if (longest > 0)
		printf "politeness      at least %.0f s (%.1f hours), " \
		    "for %s with a pause of %.1f s\n", longest,
		    longest / 3600, slowest, pause[slowest]
}

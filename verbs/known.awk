# SPDX-License-Identifier: MIT
#
# What crawl logs tell, a line a list: pages of the list, reports with a year
# of from to to in their title, and without one; a line a host: the pause. The
# members of a line are in a fixed order, see crawllog(5).
function member(name,  s, at) {
	at = index($0, "\"" name "\":")
	if (at == 0)
		return ""
	s = substr($0, at + length(name) + 3)
	if (s ~ /^"/) {
		s = substr(s, 2)
		return substr(s, 1, index(s, "\"") - 1)
	}
	match(s, /^[^,}]*/)
	return substr(s, 1, RLENGTH)
}
/"type":"host"/ {
	print "delay\t" member("host") "\t" member("delay_ms")
	next
}
/"kind":"(list|report|attachment)"/ {
	url = member("url")
	if (url in seen)
		next
	seen[url]
	start = member("start")
	if (/"kind":"list"/) {
		lists[start]++
		next
	}
	title = member("title")
	if (!match(title, /20[0-9][0-9]/))
		unknown[start]++
	else if (substr(title, RSTART, 4) >= from &&
	    substr(title, RSTART, 4) <= to)
		reports[start]++
}
END {
	for (start in lists)
		printf "list\t%s\t%d\t%d\t%d\n", start, lists[start],
		    reports[start], unknown[start]
}

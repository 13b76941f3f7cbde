/* SPDX-License-Identifier: MIT */
/*
 * Serves the files of a folder over HTTP on one loopback address, bytes as
 * they are, so that tests can crawl real pages:
 *
 *	file-server ADDRESS PORT DIR
 *
 * Prints "ready" and ends on SIGTERM. A list of all files is at /.
 */
#include <arpa/inet.h>
#include <dirent.h>
#include <fcntl.h>
#include <microhttpd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "buf.h"
#include "msg.h"

enum { MAX_LIST = 1 << 20 };

static struct MHD_Response *
listing(const char *dir)
{
	struct dirent **names;
	struct buf b;
	int i, n = scandir(dir, &names, NULL, alphasort);
	struct MHD_Response *r;

	buf_init(&b, MAX_LIST);
	buf_adds(&b, "<html><body><ul>\n");
	for (i = 0; i < n; i++) {
		if (names[i]->d_name[0] != '.')
			buf_printf(&b, "<li><a href=\"/%s\">%s</a></li>\n",
			    names[i]->d_name, names[i]->d_name);
		free(names[i]);
	}
	if (n >= 0)
		free(names);
	buf_adds(&b, "</ul></body></html>\n");
	r = MHD_create_response_from_buffer(b.n, b.p,
	    MHD_RESPMEM_MUST_COPY);
	buf_release(&b);
	return r;
}

/* NULL when there is no such file; names with a slash are none. */
static struct MHD_Response *
file(const char *dir, const char *name)
{
	char path[4096];
	struct stat st;
	int fd;

	if (strchr(name, '/') != NULL ||
	    snprintf(path, sizeof(path), "%s/%s", dir, name) >=
	    (int)sizeof(path))
		return NULL;
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return NULL;
	if (fstat(fd, &st) < 0 || !S_ISREG(st.st_mode)) {
		close(fd);
		return NULL;
	}
	return MHD_create_response_from_fd((uint64_t)st.st_size, fd);
}

static enum MHD_Result
answer(void *dir, struct MHD_Connection *c, const char *url,
    const char *method, const char *version, const char *data, size_t *size,
    void **state)
{
	struct MHD_Response *r;
	unsigned int status = MHD_HTTP_OK;
	enum MHD_Result queued;

	(void)method;
	(void)version;
	(void)data;
	(void)size;
	(void)state;
	r = strcmp(url, "/") == 0 ? listing(dir) : file(dir, url + 1);
	if (r == NULL) {
		status = MHD_HTTP_NOT_FOUND;
		r = MHD_create_response_from_buffer(0, NULL,
		    MHD_RESPMEM_PERSISTENT);
	}
	queued = MHD_queue_response(c, status, r);
	MHD_destroy_response(r);
	return queued;
}

int
main(int argc, char **argv)
{
	struct sockaddr_in at = { .sin_family = AF_INET };
	struct MHD_Daemon *daemon;
	sigset_t set;
	int signal_number;

	msg_init("file-server", 1);
	if (argc != 4 || inet_pton(AF_INET, argv[1], &at.sin_addr) != 1)
		fatal("usage: file-server ADDRESS PORT DIR");
	at.sin_port = htons((uint16_t)strtoul(argv[2], NULL, 10));
	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	sigprocmask(SIG_BLOCK, &set, NULL);
	daemon = MHD_start_daemon(MHD_USE_INTERNAL_POLLING_THREAD, 0, NULL,
	    NULL, answer, argv[3], MHD_OPTION_SOCK_ADDR,
	    (struct sockaddr *)&at, MHD_OPTION_END);
	if (daemon == NULL)
		fatal("could not listen on %s:%s", argv[1], argv[2]);
	puts("ready");
	fflush(stdout);
	sigwait(&set, &signal_number);
	MHD_stop_daemon(daemon);
	return 0;
}

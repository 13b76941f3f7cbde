/* SPDX-License-Identifier: MIT */
#include "pg.h"

#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>

#include "msg.h"

enum { MAX_COLUMNS = 8 };

struct pg {
	char *dsn;
	PGconn *conn;
	char state[6];
	char message[512];
};

struct pg *
pg_new(const char *dsn)
{
	struct pg *p = xcalloc(1, sizeof(*p));

	p->dsn = xstrdup(dsn != NULL ? dsn : "");
	return p;
}

void
pg_free(struct pg *p)
{
	if (p == NULL)
		return;
	PQfinish(p->conn);
	free(p->dsn);
	free(p);
}

/* One line, without libpq's trailing newline. */
static void
keep_message(struct pg *p, const char *state, const char *message)
{
	snprintf(p->state, sizeof(p->state), "%s", state ? state : "");
	snprintf(p->message, sizeof(p->message), "%s", message);
	for (char *c = p->message; *c != '\0'; c++)
		if (*c == '\n')
			*c = c[1] == '\0' ? '\0' : ' ';
}

/* SQLSTATE classes: PostgreSQL documentation, appendix A. */
static enum pg_rc
sorted(const struct pg *p)
{
	static const char *const again[] = { "08", "40", "57P01", "57P02",
		"57P03", "55P03", NULL };
	/* Wrong value, broken constraint, past a limit of the server. */
	static const char *const refused[] = { "22", "23", "54", NULL };

	/* Without a SQLSTATE it is not the server that speaks, but libpq. */
	if (PQstatus(p->conn) != CONNECTION_OK || p->state[0] == '\0')
		return PG_AGAIN;
	for (int i = 0; again[i] != NULL; i++)
		if (str_starts(str_of(p->state), str_of(again[i])))
			return PG_AGAIN;
	for (int i = 0; refused[i] != NULL; i++)
		if (str_starts(str_of(p->state), str_of(refused[i])))
			return PG_REFUSED;
	return PG_BROKEN;
}

static enum pg_rc
failed(struct pg *p, const PGresult *r)
{
	keep_message(p, r ? PQresultErrorField(r, PG_DIAG_SQLSTATE) : NULL,
	    r ? PQresultErrorMessage(r) : PQerrorMessage(p->conn));
	return sorted(p);
}

static void
notice(void *arg, const char *message)
{
	(void)arg;
	debug("%.*s", (int)strcspn(message, "\n"), message);
}

enum pg_rc
pg_connect(struct pg *p)
{
	PQfinish(p->conn);
	p->conn = PQconnectdb(p->dsn);
	if (PQstatus(p->conn) != CONNECTION_OK) {
		keep_message(p, NULL, PQerrorMessage(p->conn));
		return PG_AGAIN;
	}
	PQsetNoticeProcessor(p->conn, notice, NULL);
	if (PQsetClientEncoding(p->conn, "UTF8") != 0)
		return failed(p, NULL);
	return PG_OK;
}

enum pg_rc
pg_run(struct pg *p, const char *sql)
{
	PGresult *r = PQexec(p->conn, sql);
	enum pg_rc rc = PG_OK;

	if (PQresultStatus(r) != PGRES_COMMAND_OK &&
	    PQresultStatus(r) != PGRES_TUPLES_OK)
		rc = failed(p, r);
	PQclear(r);
	return rc;
}

enum pg_rc
pg_by_keys(struct pg *p)
{
	return pg_run(p, "SET search_path = pg_catalog, store, pg_temp;"
	    "SET enable_seqscan = off; SET enable_hashjoin = off;"
	    "SET enable_mergejoin = off; SET jit = off;"
	    "SET plan_cache_mode = force_generic_plan");
}

static void
hand_over(const PGresult *r, void (*row)(void *, char *const *), void *to)
{
	char *columns[MAX_COLUMNS];
	int n = PQnfields(r) < MAX_COLUMNS ? PQnfields(r) : MAX_COLUMNS;

	for (int i = 0; i < PQntuples(r); i++) {
		for (int c = 0; c < n; c++)
			columns[c] = PQgetisnull(r, i, c) ?
			    NULL : PQgetvalue(r, i, c);
		row(to, columns);
	}
}

static enum pg_rc
answer(struct pg *p, PGresult *r, void (*row)(void *, char *const *), void *to)
{
	enum pg_rc rc = PG_OK;

	if (PQresultStatus(r) == PGRES_TUPLES_OK) {
		if (row != NULL)
			hand_over(r, row, to);
	} else if (PQresultStatus(r) != PGRES_COMMAND_OK) {
		rc = failed(p, r);
	}
	PQclear(r);
	return rc;
}

enum pg_rc
pg_query(struct pg *p, const char *sql, int n, const char *const *params,
    void (*row)(void *, char *const *), void *to)
{
	return answer(p, PQexecParams(p->conn, sql, n, NULL, params, NULL,
	    NULL, 0), row, to);
}

enum pg_rc
pg_send(struct pg *p, const char *sql, struct str field)
{
	const char *value = field.p + 4;
	int bytes = (int)field.n - 4, binary = 1;

	return PQsendQueryParams(p->conn, sql, 1, NULL, &value, &bytes,
	    &binary, 0) == 1 ? PG_OK : failed(p, NULL);
}

enum pg_rc
pg_receive(struct pg *p, void (*row)(void *, char *const *), void *to)
{
	enum pg_rc rc = answer(p, PQgetResult(p->conn), row, to);

	PQclear(PQgetResult(p->conn));
	return rc;
}

/* The end of a COPY: the last result tells. */
static enum pg_rc
copy_result(struct pg *p)
{
	enum pg_rc rc = PG_OK;
	PGresult *r;

	while ((r = PQgetResult(p->conn)) != NULL) {
		if (PQresultStatus(r) != PGRES_COMMAND_OK && rc == PG_OK)
			rc = failed(p, r);
		PQclear(r);
	}
	return rc;
}

/* False when the connection is lost. */
static bool
put_part(struct pg *p, struct str data)
{
	struct str chunk;

	while (data.n > 0) {
		chunk = str_sub(data, 0, 1 << 16);
		if (PQputCopyData(p->conn, chunk.p, (int)chunk.n) != 1)
			return false;
		data = str_sub(data, chunk.n, data.n);
	}
	return true;
}

enum pg_rc
pg_copy(struct pg *p, const char *sql, const struct str *parts, size_t n)
{
	PGresult *r = PQexec(p->conn, sql);
	bool open = PQresultStatus(r) == PGRES_COPY_IN;
	enum pg_rc rc = open ? PG_OK : failed(p, r);

	PQclear(r);
	if (!open)
		return rc;
	for (size_t i = 0; i < n; i++)
		if (!put_part(p, parts[i]))
			break;
	if (PQputCopyEnd(p->conn, NULL) != 1)
		return failed(p, NULL);
	return copy_result(p);
}

const char *
pg_state(const struct pg *p)
{
	return p->state;
}

const char *
pg_message(const struct pg *p)
{
	return p->message;
}

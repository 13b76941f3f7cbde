-- SPDX-License-Identifier: MIT
-- Group roles. Whoever runs the migrations owns the objects.
DO $$
DECLARE
	name text;
BEGIN
	FOREACH name IN ARRAY
	    '{nianbao_owner,nianbao_loader,nianbao_reader}'::text[] LOOP
		IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
			EXECUTE format('CREATE ROLE %I NOLOGIN', name);
		END IF;
	END LOOP;
EXCEPTION
	WHEN insufficient_privilege THEN
		RAISE NOTICE 'no right to create the roles nianbao_owner, '
		    'nianbao_loader and nianbao_reader: grant by hand';
	WHEN duplicate_object OR unique_violation THEN
		NULL;	-- another database of the cluster just made them
END $$;

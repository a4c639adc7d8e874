CREATE TABLE "app_scopes" (
	"app_id" text NOT NULL,
	"scope" text NOT NULL,
	"reason" text NOT NULL,
	"is_optional" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "app_scopes_app_id_scope_pk" PRIMARY KEY("app_id","scope")
);
--> statement-breakpoint
CREATE TABLE "audit_links" (
	"entry_id" text PRIMARY KEY NOT NULL,
	"chain" text NOT NULL,
	"position" bigint NOT NULL,
	"previous_hash" "bytea" NOT NULL,
	"hash" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "invitations" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"email" text NOT NULL,
	"role" text NOT NULL,
	"hash" "bytea" NOT NULL,
	"invited_by" text,
	"created_at" timestamp (6) with time zone NOT NULL,
	"expires_at" timestamp (6) with time zone NOT NULL,
	"accepted_at" timestamp (6) with time zone,
	"withdrawn_at" timestamp (6) with time zone
);
--> statement-breakpoint
ALTER TABLE "app_scopes" ADD CONSTRAINT "app_scopes_app_id_apps_id_fk" FOREIGN KEY ("app_id") REFERENCES "public"."apps"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_links" ADD CONSTRAINT "audit_links_entry_id_audit_entries_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."audit_entries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_org_id_organizations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "audit_links_position_key" ON "audit_links" USING btree ("chain","position");--> statement-breakpoint
CREATE UNIQUE INDEX "invitations_hash_key" ON "invitations" USING btree ("hash");--> statement-breakpoint
CREATE UNIQUE INDEX "invitations_open_key" ON "invitations" USING btree ("org_id",lower("email")) WHERE "invitations"."accepted_at" is null and "invitations"."withdrawn_at" is null;--> statement-breakpoint
CREATE FUNCTION audit_entry_hash(previous bytea, entry audit_entries) RETURNS bytea LANGUAGE sql STABLE AS $$
  -- jsonb and these casts have one spelling each, whatever the session's settings.
  SELECT sha256(previous || convert_to(jsonb_build_array(entry.id, entry.org_id, entry.actor, entry.action,
    entry.subject, entry.details, entry.client_address,
    (extract(epoch FROM entry.created_at) * 1000000)::bigint)::text, 'UTF8'))
$$;--> statement-breakpoint
CREATE FUNCTION audit_link() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  link_chain text := coalesce(new.org_id, '');
  last_position bigint;
  last_hash bytea;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('audit ' || link_chain, 0));
  SELECT position, hash INTO last_position, last_hash FROM audit_links WHERE chain = link_chain
    ORDER BY position DESC LIMIT 1;
  last_hash := coalesce(last_hash, '\x'::bytea);
  INSERT INTO audit_links (entry_id, chain, position, previous_hash, hash)
    VALUES (new.id, link_chain, coalesce(last_position, 0) + 1, last_hash, audit_entry_hash(last_hash, new));
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit trail is append-only';
END $$;--> statement-breakpoint
DO $$
DECLARE
  entry audit_entries;
  last_position bigint;
  last_hash bytea;
BEGIN
  FOR entry IN SELECT * FROM audit_entries ORDER BY id LOOP
    SELECT position, hash INTO last_position, last_hash FROM audit_links WHERE chain = coalesce(entry.org_id, '')
      ORDER BY position DESC LIMIT 1;
    last_hash := coalesce(last_hash, '\x'::bytea);
    INSERT INTO audit_links (entry_id, chain, position, previous_hash, hash)
      VALUES (entry.id, coalesce(entry.org_id, ''), coalesce(last_position, 0) + 1, last_hash,
        audit_entry_hash(last_hash, entry));
  END LOOP;
END $$;--> statement-breakpoint
CREATE CONSTRAINT TRIGGER audit_entries_link AFTER INSERT ON audit_entries DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION audit_link();--> statement-breakpoint
CREATE TRIGGER audit_entries_keep BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entries
  FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();--> statement-breakpoint
CREATE TRIGGER audit_links_keep BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_links
  FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();

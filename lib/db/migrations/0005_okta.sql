CREATE TABLE "okta_access_tokens" (
	"hash" "bytea" PRIMARY KEY NOT NULL,
	"id" text NOT NULL,
	"okta_org_id" text NOT NULL,
	"scopes" text[] NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	"expires_at" timestamp (6) with time zone NOT NULL,
	"revoked_at" timestamp (6) with time zone,
	CONSTRAINT "okta_access_tokens_id_unique" UNIQUE("id")
);
--> statement-breakpoint
CREATE TABLE "okta_api_tokens" (
	"hash" "bytea" PRIMARY KEY NOT NULL,
	"id" text NOT NULL,
	"okta_org_id" text NOT NULL,
	"name" text NOT NULL,
	"last_four" text NOT NULL,
	"owner_id" text,
	"created_at" timestamp (6) with time zone NOT NULL,
	"last_used_at" timestamp (6) with time zone,
	"revoked_at" timestamp (6) with time zone,
	CONSTRAINT "okta_api_tokens_id_unique" UNIQUE("id")
);
--> statement-breakpoint
CREATE TABLE "okta_apps" (
	"okta_org_id" text NOT NULL,
	"id" text NOT NULL,
	"seq" bigint GENERATED ALWAYS AS IDENTITY (sequence name "okta_apps_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"label" text NOT NULL,
	"status" text NOT NULL,
	"sign_on_mode" text NOT NULL,
	"kid" text,
	"policy_id" text,
	"external_key" text NOT NULL,
	"link_id" text NOT NULL,
	"body" jsonb NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	"updated_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "okta_apps_okta_org_id_id_pk" PRIMARY KEY("okta_org_id","id")
);
--> statement-breakpoint
CREATE TABLE "okta_group_members" (
	"okta_org_id" text NOT NULL,
	"group_id" text NOT NULL,
	"user_id" text NOT NULL,
	CONSTRAINT "okta_group_members_okta_org_id_group_id_user_id_pk" PRIMARY KEY("okta_org_id","group_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "okta_groups" (
	"okta_org_id" text NOT NULL,
	"id" text NOT NULL,
	"seq" bigint GENERATED ALWAYS AS IDENTITY (sequence name "okta_groups_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"type" text NOT NULL,
	"name" text NOT NULL,
	"description" text,
	"created_at" timestamp (6) with time zone NOT NULL,
	"updated_at" timestamp (6) with time zone NOT NULL,
	"membership_updated_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "okta_groups_okta_org_id_id_pk" PRIMARY KEY("okta_org_id","id")
);
--> statement-breakpoint
CREATE TABLE "okta_orgs" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"subdomain" text NOT NULL,
	"rate_factor" integer DEFAULT 1 NOT NULL,
	"user_type_id" text NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "okta_orgs_org_id_unique" UNIQUE("org_id"),
	CONSTRAINT "okta_orgs_subdomain_unique" UNIQUE("subdomain")
);
--> statement-breakpoint
CREATE TABLE "okta_policies" (
	"okta_org_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"type" text NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "okta_policies_okta_org_id_id_pk" PRIMARY KEY("okta_org_id","id")
);
--> statement-breakpoint
CREATE TABLE "okta_trusted_origins" (
	"okta_org_id" text NOT NULL,
	"origin" text NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "okta_trusted_origins_okta_org_id_origin_pk" PRIMARY KEY("okta_org_id","origin")
);
--> statement-breakpoint
CREATE TABLE "okta_users" (
	"okta_org_id" text NOT NULL,
	"id" text NOT NULL,
	"seq" bigint GENERATED ALWAYS AS IDENTITY (sequence name "okta_users_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"status" text NOT NULL,
	"login" text NOT NULL,
	"profile" jsonb NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	"updated_at" timestamp (6) with time zone NOT NULL,
	"activated_at" timestamp (6) with time zone,
	"status_changed_at" timestamp (6) with time zone,
	"last_login_at" timestamp (6) with time zone,
	"password_changed_at" timestamp (6) with time zone,
	CONSTRAINT "okta_users_okta_org_id_id_pk" PRIMARY KEY("okta_org_id","id")
);
--> statement-breakpoint
CREATE TABLE "okta_app_connections" (
	"okta_org_id" text NOT NULL,
	"app_id" text NOT NULL,
	"auth_scheme" text NOT NULL,
	"status" text NOT NULL,
	"token" "bytea",
	"capabilities" jsonb NOT NULL,
	"updated_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "okta_app_connections_okta_org_id_app_id_pk" PRIMARY KEY("okta_org_id","app_id")
);
--> statement-breakpoint
CREATE TABLE "okta_app_csrs" (
	"okta_org_id" text NOT NULL,
	"app_id" text NOT NULL,
	"id" text NOT NULL,
	"seq" bigint GENERATED ALWAYS AS IDENTITY (sequence name "okta_app_csrs_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"csr" text NOT NULL,
	"kid" text NOT NULL,
	"private_key" "bytea" NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "okta_app_csrs_okta_org_id_app_id_id_pk" PRIMARY KEY("okta_org_id","app_id","id")
);
--> statement-breakpoint
CREATE TABLE "okta_app_grants" (
	"okta_org_id" text NOT NULL,
	"app_id" text NOT NULL,
	"id" text NOT NULL,
	"seq" bigint GENERATED ALWAYS AS IDENTITY (sequence name "okta_app_grants_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"scope_id" text NOT NULL,
	"issuer" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	"updated_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "okta_app_grants_okta_org_id_app_id_id_pk" PRIMARY KEY("okta_org_id","app_id","id")
);
--> statement-breakpoint
CREATE TABLE "okta_app_groups" (
	"okta_org_id" text NOT NULL,
	"app_id" text NOT NULL,
	"group_id" text NOT NULL,
	"seq" bigint GENERATED ALWAYS AS IDENTITY (sequence name "okta_app_groups_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"priority" integer NOT NULL,
	"profile" jsonb NOT NULL,
	"updated_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "okta_app_groups_okta_org_id_app_id_group_id_pk" PRIMARY KEY("okta_org_id","app_id","group_id")
);
--> statement-breakpoint
CREATE TABLE "okta_app_keys" (
	"okta_org_id" text NOT NULL,
	"app_id" text NOT NULL,
	"kid" text NOT NULL,
	"seq" bigint GENERATED ALWAYS AS IDENTITY (sequence name "okta_app_keys_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"jwk" jsonb NOT NULL,
	"private_key" "bytea" NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	"updated_at" timestamp (6) with time zone NOT NULL,
	"expires_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "okta_app_keys_okta_org_id_app_id_kid_pk" PRIMARY KEY("okta_org_id","app_id","kid")
);
--> statement-breakpoint
CREATE TABLE "okta_app_logos" (
	"okta_org_id" text NOT NULL,
	"app_id" text NOT NULL,
	"file_id" text NOT NULL,
	"content_type" text NOT NULL,
	"data" "bytea" NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "okta_app_logos_okta_org_id_app_id_pk" PRIMARY KEY("okta_org_id","app_id"),
	CONSTRAINT "okta_app_logos_file_id_unique" UNIQUE("file_id")
);
--> statement-breakpoint
CREATE TABLE "okta_app_secrets" (
	"okta_org_id" text NOT NULL,
	"app_id" text NOT NULL,
	"id" text NOT NULL,
	"seq" bigint GENERATED ALWAYS AS IDENTITY (sequence name "okta_app_secrets_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"hash" "bytea" NOT NULL,
	"status" text NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	"updated_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "okta_app_secrets_okta_org_id_app_id_id_pk" PRIMARY KEY("okta_org_id","app_id","id")
);
--> statement-breakpoint
CREATE TABLE "okta_app_users" (
	"okta_org_id" text NOT NULL,
	"app_id" text NOT NULL,
	"user_id" text NOT NULL,
	"user_name" text NOT NULL,
	"profile" jsonb NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	"updated_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "okta_app_users_okta_org_id_app_id_user_id_pk" PRIMARY KEY("okta_org_id","app_id","user_id")
);
--> statement-breakpoint
ALTER TABLE "okta_access_tokens" ADD CONSTRAINT "okta_access_tokens_okta_org_id_okta_orgs_id_fk" FOREIGN KEY ("okta_org_id") REFERENCES "public"."okta_orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "okta_api_tokens" ADD CONSTRAINT "okta_api_tokens_okta_org_id_okta_orgs_id_fk" FOREIGN KEY ("okta_org_id") REFERENCES "public"."okta_orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "okta_apps" ADD CONSTRAINT "okta_apps_okta_org_id_okta_orgs_id_fk" FOREIGN KEY ("okta_org_id") REFERENCES "public"."okta_orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "okta_group_members" ADD CONSTRAINT "okta_group_members_okta_org_id_okta_orgs_id_fk" FOREIGN KEY ("okta_org_id") REFERENCES "public"."okta_orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "okta_group_members" ADD CONSTRAINT "okta_group_members_okta_org_id_group_id_okta_groups_okta_org_id_id_fk" FOREIGN KEY ("okta_org_id","group_id") REFERENCES "public"."okta_groups"("okta_org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "okta_group_members" ADD CONSTRAINT "okta_group_members_okta_org_id_user_id_okta_users_okta_org_id_id_fk" FOREIGN KEY ("okta_org_id","user_id") REFERENCES "public"."okta_users"("okta_org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "okta_groups" ADD CONSTRAINT "okta_groups_okta_org_id_okta_orgs_id_fk" FOREIGN KEY ("okta_org_id") REFERENCES "public"."okta_orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "okta_orgs" ADD CONSTRAINT "okta_orgs_org_id_organizations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "okta_policies" ADD CONSTRAINT "okta_policies_okta_org_id_okta_orgs_id_fk" FOREIGN KEY ("okta_org_id") REFERENCES "public"."okta_orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "okta_trusted_origins" ADD CONSTRAINT "okta_trusted_origins_okta_org_id_okta_orgs_id_fk" FOREIGN KEY ("okta_org_id") REFERENCES "public"."okta_orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "okta_users" ADD CONSTRAINT "okta_users_okta_org_id_okta_orgs_id_fk" FOREIGN KEY ("okta_org_id") REFERENCES "public"."okta_orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "okta_app_connections" ADD CONSTRAINT "okta_app_connections_okta_org_id_okta_orgs_id_fk" FOREIGN KEY ("okta_org_id") REFERENCES "public"."okta_orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "okta_app_connections" ADD CONSTRAINT "okta_app_connections_okta_org_id_app_id_okta_apps_okta_org_id_id_fk" FOREIGN KEY ("okta_org_id","app_id") REFERENCES "public"."okta_apps"("okta_org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "okta_app_csrs" ADD CONSTRAINT "okta_app_csrs_okta_org_id_okta_orgs_id_fk" FOREIGN KEY ("okta_org_id") REFERENCES "public"."okta_orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "okta_app_csrs" ADD CONSTRAINT "okta_app_csrs_okta_org_id_app_id_okta_apps_okta_org_id_id_fk" FOREIGN KEY ("okta_org_id","app_id") REFERENCES "public"."okta_apps"("okta_org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "okta_app_grants" ADD CONSTRAINT "okta_app_grants_okta_org_id_okta_orgs_id_fk" FOREIGN KEY ("okta_org_id") REFERENCES "public"."okta_orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "okta_app_grants" ADD CONSTRAINT "okta_app_grants_okta_org_id_app_id_okta_apps_okta_org_id_id_fk" FOREIGN KEY ("okta_org_id","app_id") REFERENCES "public"."okta_apps"("okta_org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "okta_app_groups" ADD CONSTRAINT "okta_app_groups_okta_org_id_okta_orgs_id_fk" FOREIGN KEY ("okta_org_id") REFERENCES "public"."okta_orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "okta_app_groups" ADD CONSTRAINT "okta_app_groups_okta_org_id_app_id_okta_apps_okta_org_id_id_fk" FOREIGN KEY ("okta_org_id","app_id") REFERENCES "public"."okta_apps"("okta_org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "okta_app_groups" ADD CONSTRAINT "okta_app_groups_okta_org_id_group_id_okta_groups_okta_org_id_id_fk" FOREIGN KEY ("okta_org_id","group_id") REFERENCES "public"."okta_groups"("okta_org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "okta_app_keys" ADD CONSTRAINT "okta_app_keys_okta_org_id_okta_orgs_id_fk" FOREIGN KEY ("okta_org_id") REFERENCES "public"."okta_orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "okta_app_keys" ADD CONSTRAINT "okta_app_keys_okta_org_id_app_id_okta_apps_okta_org_id_id_fk" FOREIGN KEY ("okta_org_id","app_id") REFERENCES "public"."okta_apps"("okta_org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "okta_app_logos" ADD CONSTRAINT "okta_app_logos_okta_org_id_okta_orgs_id_fk" FOREIGN KEY ("okta_org_id") REFERENCES "public"."okta_orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "okta_app_logos" ADD CONSTRAINT "okta_app_logos_okta_org_id_app_id_okta_apps_okta_org_id_id_fk" FOREIGN KEY ("okta_org_id","app_id") REFERENCES "public"."okta_apps"("okta_org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "okta_app_secrets" ADD CONSTRAINT "okta_app_secrets_okta_org_id_okta_orgs_id_fk" FOREIGN KEY ("okta_org_id") REFERENCES "public"."okta_orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "okta_app_secrets" ADD CONSTRAINT "okta_app_secrets_okta_org_id_app_id_okta_apps_okta_org_id_id_fk" FOREIGN KEY ("okta_org_id","app_id") REFERENCES "public"."okta_apps"("okta_org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "okta_app_users" ADD CONSTRAINT "okta_app_users_okta_org_id_okta_orgs_id_fk" FOREIGN KEY ("okta_org_id") REFERENCES "public"."okta_orgs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "okta_app_users" ADD CONSTRAINT "okta_app_users_okta_org_id_app_id_okta_apps_okta_org_id_id_fk" FOREIGN KEY ("okta_org_id","app_id") REFERENCES "public"."okta_apps"("okta_org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "okta_app_users" ADD CONSTRAINT "okta_app_users_okta_org_id_user_id_okta_users_okta_org_id_id_fk" FOREIGN KEY ("okta_org_id","user_id") REFERENCES "public"."okta_users"("okta_org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "okta_access_tokens_org_idx" ON "okta_access_tokens" USING btree ("okta_org_id");--> statement-breakpoint
CREATE INDEX "okta_api_tokens_org_idx" ON "okta_api_tokens" USING btree ("okta_org_id");--> statement-breakpoint
CREATE UNIQUE INDEX "okta_apps_label_key" ON "okta_apps" USING btree ("okta_org_id",lower("label"));--> statement-breakpoint
CREATE INDEX "okta_apps_seq_idx" ON "okta_apps" USING btree ("okta_org_id","seq");--> statement-breakpoint
CREATE INDEX "okta_apps_status_idx" ON "okta_apps" USING btree ("okta_org_id","status","seq");--> statement-breakpoint
CREATE INDEX "okta_apps_name_idx" ON "okta_apps" USING btree ("okta_org_id","name","seq");--> statement-breakpoint
CREATE INDEX "okta_apps_kid_idx" ON "okta_apps" USING btree ("okta_org_id","kid","seq");--> statement-breakpoint
CREATE UNIQUE INDEX "okta_apps_client_key" ON "okta_apps" USING btree ("okta_org_id",("body" #>> '{credentials,oauthClient,client_id}')) WHERE "okta_apps"."sign_on_mode" = 'OPENID_CONNECT';--> statement-breakpoint
CREATE INDEX "okta_group_members_user_idx" ON "okta_group_members" USING btree ("okta_org_id","user_id");--> statement-breakpoint
CREATE INDEX "okta_groups_seq_idx" ON "okta_groups" USING btree ("okta_org_id","seq");--> statement-breakpoint
CREATE INDEX "okta_trusted_origins_origin_idx" ON "okta_trusted_origins" USING btree ("origin");--> statement-breakpoint
CREATE UNIQUE INDEX "okta_users_login_key" ON "okta_users" USING btree ("okta_org_id",lower("login"));--> statement-breakpoint
CREATE INDEX "okta_users_seq_idx" ON "okta_users" USING btree ("okta_org_id","seq");--> statement-breakpoint
CREATE UNIQUE INDEX "okta_app_grants_scope_key" ON "okta_app_grants" USING btree ("okta_org_id","app_id","scope_id");--> statement-breakpoint
CREATE INDEX "okta_app_groups_group_idx" ON "okta_app_groups" USING btree ("okta_org_id","group_id");--> statement-breakpoint
CREATE INDEX "okta_app_users_user_idx" ON "okta_app_users" USING btree ("okta_org_id","user_id");
CREATE TABLE "account_notices" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"app_id" text,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"once_key" text NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	"dismissed_at" timestamp (6) with time zone
);
--> statement-breakpoint
CREATE TABLE "mails" (
	"id" text PRIMARY KEY NOT NULL,
	"sealed" "bytea" NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp (6) with time zone NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "oidc_identities" (
	"issuer" text NOT NULL,
	"subject" text NOT NULL,
	"user_id" text NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "oidc_identities_issuer_subject_pk" PRIMARY KEY("issuer","subject")
);
--> statement-breakpoint
CREATE TABLE "partner_applications" (
	"id" text PRIMARY KEY NOT NULL,
	"company" text NOT NULL,
	"site" text NOT NULL,
	"contact_name" text NOT NULL,
	"email" text NOT NULL,
	"use_case" text NOT NULL,
	"integration_type" text NOT NULL,
	"status" text NOT NULL,
	"status_hash" "bytea" NOT NULL,
	"confirm_hash" "bytea",
	"client_address" text,
	"created_at" timestamp (6) with time zone NOT NULL,
	"confirmed_at" timestamp (6) with time zone,
	"decided_at" timestamp (6) with time zone,
	"decided_by" text,
	"reason" text,
	"org_id" text
);
--> statement-breakpoint
CREATE TABLE "password_links" (
	"hash" "bytea" PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	"expires_at" timestamp (6) with time zone NOT NULL,
	"used_at" timestamp (6) with time zone
);
--> statement-breakpoint
CREATE TABLE "app_versions" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"app_id" text NOT NULL,
	"number" integer NOT NULL,
	"status" text NOT NULL,
	"source" text NOT NULL,
	"format" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"findings" jsonb,
	"rollback_of" integer,
	"created_by" text NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	"changed_at" timestamp (6) with time zone NOT NULL,
	"submitted_at" timestamp (6) with time zone,
	"submitted_by" text,
	"decided_at" timestamp (6) with time zone,
	"decided_by" text,
	"reason" text,
	"published_at" timestamp (6) with time zone
);
--> statement-breakpoint
CREATE TABLE "policy_waivers" (
	"app_id" text NOT NULL,
	"rule" text NOT NULL,
	"reason" text NOT NULL,
	"waived_by" text NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	"expires_at" timestamp (6) with time zone,
	CONSTRAINT "policy_waivers_app_id_rule_pk" PRIMARY KEY("app_id","rule")
);
--> statement-breakpoint
ALTER TABLE "oidc_identities" ADD CONSTRAINT "oidc_identities_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "partner_applications" ADD CONSTRAINT "partner_applications_org_id_organizations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "password_links" ADD CONSTRAINT "password_links_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "app_versions" ADD CONSTRAINT "app_versions_app_id_apps_id_fk" FOREIGN KEY ("app_id") REFERENCES "public"."apps"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_waivers" ADD CONSTRAINT "policy_waivers_app_id_apps_id_fk" FOREIGN KEY ("app_id") REFERENCES "public"."apps"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "account_notices_once_key" ON "account_notices" USING btree ("once_key");--> statement-breakpoint
CREATE INDEX "account_notices_org_idx" ON "account_notices" USING btree ("org_id","id");--> statement-breakpoint
CREATE INDEX "mails_due_idx" ON "mails" USING btree ("next_attempt_at");--> statement-breakpoint
CREATE INDEX "oidc_identities_user_idx" ON "oidc_identities" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "partner_applications_status_key" ON "partner_applications" USING btree ("status_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "partner_applications_confirm_key" ON "partner_applications" USING btree ("confirm_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "partner_applications_open_key" ON "partner_applications" USING btree (lower("email")) WHERE "partner_applications"."status" in ('unconfirmed', 'pending');--> statement-breakpoint
CREATE INDEX "partner_applications_list_idx" ON "partner_applications" USING btree ("status","id");--> statement-breakpoint
CREATE INDEX "password_links_user_idx" ON "password_links" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "app_versions_number_key" ON "app_versions" USING btree ("app_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "app_versions_draft_key" ON "app_versions" USING btree ("app_id") WHERE "app_versions"."status" = 'draft';--> statement-breakpoint
CREATE UNIQUE INDEX "app_versions_published_key" ON "app_versions" USING btree ("app_id") WHERE "app_versions"."status" = 'published';--> statement-breakpoint
CREATE INDEX "app_versions_review_idx" ON "app_versions" USING btree ("submitted_at") WHERE "app_versions"."status" = 'in_review';
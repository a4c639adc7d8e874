CREATE TABLE "notices" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"app_id" text NOT NULL,
	"endpoint_id" text NOT NULL,
	"kind" text NOT NULL,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	"dismissed_at" timestamp (6) with time zone,
	"mailed_at" timestamp (6) with time zone
);
--> statement-breakpoint
CREATE TABLE "replay_jobs" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"app_id" text NOT NULL,
	"selection" jsonb NOT NULL,
	"per_second" integer NOT NULL,
	"status" text NOT NULL,
	"reason" text,
	"total" integer NOT NULL,
	"queued" integer DEFAULT 0 NOT NULL,
	"cursor_id" uuid,
	"until_id" uuid NOT NULL,
	"next_step_at" timestamp (6) with time zone NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	"finished_at" timestamp (6) with time zone
);
--> statement-breakpoint
ALTER TABLE "apps" ADD COLUMN "bridge_url" text;--> statement-breakpoint
ALTER TABLE "bins" ADD COLUMN "behaviour" text DEFAULT 'answer' NOT NULL;--> statement-breakpoint
ALTER TABLE "bins" ADD COLUMN "delay_ms" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "bins" ADD COLUMN "fail_next" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "replay_job_id" text;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "sealed_token" "bytea";--> statement-breakpoint
ALTER TABLE "webhook_endpoints" ADD COLUMN "kind" text DEFAULT 'http' NOT NULL;--> statement-breakpoint
ALTER TABLE "webhook_endpoints" ADD COLUMN "installation_id" text;--> statement-breakpoint
ALTER TABLE "webhook_endpoints" ADD COLUMN "last_polled_at" timestamp (6) with time zone;--> statement-breakpoint
ALTER TABLE "webhook_endpoints" ADD COLUMN "recent_outcomes" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "webhook_endpoints" ADD COLUMN "probe_id" uuid;--> statement-breakpoint
ALTER TABLE "webhook_endpoints" ADD COLUMN "probe_at" timestamp (6) with time zone;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_app_id_apps_id_fk" FOREIGN KEY ("app_id") REFERENCES "public"."apps"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "replay_jobs" ADD CONSTRAINT "replay_jobs_app_id_apps_id_fk" FOREIGN KEY ("app_id") REFERENCES "public"."apps"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "notices_app_idx" ON "notices" USING btree ("app_id","id");--> statement-breakpoint
CREATE INDEX "notices_mail_idx" ON "notices" USING btree ("id") WHERE "notices"."mailed_at" is null;--> statement-breakpoint
CREATE INDEX "replay_jobs_app_idx" ON "replay_jobs" USING btree ("app_id","id");--> statement-breakpoint
CREATE INDEX "replay_jobs_due_idx" ON "replay_jobs" USING btree ("next_step_at") WHERE "replay_jobs"."status" = 'running';--> statement-breakpoint
CREATE INDEX "deliveries_replay_idx" ON "deliveries" USING btree ("replay_job_id","status") WHERE "deliveries"."replay_job_id" is not null;
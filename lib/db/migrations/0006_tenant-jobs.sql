CREATE TABLE "tenant_jobs" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"kind" text NOT NULL,
	"tenant_id" integer,
	"tenant_name" text NOT NULL,
	"size" text NOT NULL,
	"status" text NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"total" integer DEFAULT 0 NOT NULL,
	"problem" text,
	"created_at" timestamp (6) with time zone NOT NULL,
	"updated_at" timestamp (6) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "tenant_jobs" ADD CONSTRAINT "tenant_jobs_org_id_organizations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "tenant_jobs_org_idx" ON "tenant_jobs" USING btree ("org_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "tenant_jobs_running_key" ON "tenant_jobs" USING btree ("org_id") WHERE "tenant_jobs"."status" = 'running';
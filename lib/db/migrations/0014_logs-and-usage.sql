CREATE TABLE "usage_hours" (
	"app_id" text NOT NULL,
	"hour" timestamp (6) with time zone NOT NULL,
	"operation_id" text NOT NULL,
	"calls" integer NOT NULL,
	"errors" integer NOT NULL,
	"denied" integer NOT NULL,
	"limited" integer NOT NULL,
	"failed" integer NOT NULL,
	"peak_share" real NOT NULL,
	"peak_share_of_all" real NOT NULL,
	"durations" jsonb NOT NULL,
	CONSTRAINT "usage_hours_app_id_hour_operation_id_pk" PRIMARY KEY("app_id","hour","operation_id")
);
--> statement-breakpoint
ALTER TABLE "okta_access_tokens" ADD COLUMN "kind" text DEFAULT 'issued' NOT NULL;--> statement-breakpoint
ALTER TABLE "okta_access_tokens" ADD COLUMN "last_four" text;--> statement-breakpoint
CREATE INDEX "usage_hours_hour_idx" ON "usage_hours" USING btree ("hour");--> statement-breakpoint
CREATE INDEX "request_logs_problem_idx" ON "request_logs" USING btree ("app_id","id") WHERE "request_logs"."status" >= 400;--> statement-breakpoint
CREATE INDEX "request_logs_operation_idx" ON "request_logs" USING btree ("app_id","operation_id","id") WHERE "request_logs"."app_id" is not null;--> statement-breakpoint
CREATE INDEX "request_logs_installation_idx" ON "request_logs" USING btree ("installation_id","id") WHERE "request_logs"."installation_id" is not null;--> statement-breakpoint
CREATE INDEX "request_logs_okta_idx" ON "request_logs" USING btree ("org_id","created_at") WHERE "request_logs"."api" = 'okta';
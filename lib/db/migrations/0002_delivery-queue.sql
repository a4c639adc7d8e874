DROP INDEX "deliveries_due_idx";--> statement-breakpoint
DROP INDEX "deliveries_lease_idx";--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "next_trigger" text DEFAULT 'schedule' NOT NULL;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "uncounted_attempts" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "lease_owner" text;--> statement-breakpoint
CREATE INDEX "deliveries_due_idx" ON "deliveries" USING btree ("endpoint_id","next_attempt_at") WHERE "deliveries"."status" in ('pending', 'retrying');--> statement-breakpoint
CREATE INDEX "deliveries_lease_idx" ON "deliveries" USING btree ("endpoint_id") WHERE "deliveries"."status" = 'sending';
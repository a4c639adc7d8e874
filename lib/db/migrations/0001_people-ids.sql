ALTER TABLE "employees" ALTER COLUMN "id" SET INCREMENT BY 2;--> statement-breakpoint
ALTER TABLE "employees" ALTER COLUMN "id" SET START WITH 2;--> statement-breakpoint
ALTER TABLE "employees" drop column "search_text";--> statement-breakpoint
ALTER TABLE "employees" ADD COLUMN "search_text" text GENERATED ALWAYS AS (lower(full_name || E'\n' || coalesce(email, ''))) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "guardians" ALTER COLUMN "id" SET INCREMENT BY 2;--> statement-breakpoint
ALTER TABLE "guardians" drop column "search_text";--> statement-breakpoint
ALTER TABLE "guardians" ADD COLUMN "search_text" text GENERATED ALWAYS AS (lower(full_name || E'\n' || phone || E'\n' || coalesce(email, ''))) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "students" drop column "search_text";--> statement-breakpoint
ALTER TABLE "students" ADD COLUMN "search_text" text GENERATED ALWAYS AS (lower(full_name || E'\n' || national_id)) STORED NOT NULL;--> statement-breakpoint
CREATE INDEX "employees_search_idx" ON "employees" USING gin ("search_text" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "guardians_search_idx" ON "guardians" USING gin ("search_text" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "students_search_idx" ON "students" USING gin ("search_text" gin_trgm_ops);--> statement-breakpoint
SELECT setval(pg_get_serial_sequence('employees', 'id'), coalesce(max("id"), 0) / 2 * 2 + 2, false) FROM "employees";--> statement-breakpoint
SELECT setval(pg_get_serial_sequence('guardians', 'id'), coalesce(max("id") + 1, 1) / 2 * 2 + 1, false) FROM "guardians";--> statement-breakpoint
ALTER TABLE "rate_windows" SET (fillfactor = 20);

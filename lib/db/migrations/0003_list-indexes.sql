DROP INDEX "employees_tenant_idx";--> statement-breakpoint
DROP INDEX "guardians_tenant_idx";--> statement-breakpoint
DROP INDEX "students_tenant_idx";--> statement-breakpoint
CREATE INDEX "employees_tenant_idx" ON "employees" USING btree ("tenant_id","id","search_text");--> statement-breakpoint
CREATE INDEX "guardians_tenant_idx" ON "guardians" USING btree ("tenant_id","id","search_text");--> statement-breakpoint
CREATE INDEX "students_tenant_idx" ON "students" USING btree ("tenant_id","id","search_text");
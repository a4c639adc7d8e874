CREATE FUNCTION "search_letters"("t" text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN ARRAY(SELECT substr("t", "i", "n") FROM generate_series(1, length("t")) AS "i", generate_series(1, 2) AS "n");--> statement-breakpoint
CREATE INDEX "students_letters_idx" ON "students" USING gin (search_letters("search_text"));

CREATE UNLOGGED TABLE "running_calls" (
	"key" text NOT NULL,
	"place" integer NOT NULL,
	"expires_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "running_calls_key_place_pk" PRIMARY KEY("key","place")
);
--> statement-breakpoint
CREATE TABLE "saved_credentials" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"api" text NOT NULL,
	"environment" text NOT NULL,
	"scheme" text NOT NULL,
	"domain" text,
	"name" text NOT NULL,
	"sealed_token" "bytea" NOT NULL,
	"token_prefix" text NOT NULL,
	"token_last_four" text NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	"last_used_at" timestamp (6) with time zone
);
--> statement-breakpoint
ALTER TABLE "console_requests" ADD COLUMN "credential_id" text;--> statement-breakpoint
ALTER TABLE "saved_credentials" ADD CONSTRAINT "saved_credentials_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "saved_credentials_user_idx" ON "saved_credentials" USING btree ("user_id","id");
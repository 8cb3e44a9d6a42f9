CREATE TABLE `pushed_edits` (
	`number` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`author` text NOT NULL,
	`after` text,
	`language` text NOT NULL,
	`record` text NOT NULL,
	`field` text NOT NULL,
	`asks` text NOT NULL,
	`outcome` text NOT NULL,
	`seq` integer,
	`value` text,
	`current` text,
	`reason` text,
	`detail` text,
	`made_at` text NOT NULL,
	`at` text NOT NULL,
	CONSTRAINT "pushed_edits_outcome" CHECK("pushed_edits"."outcome" in ('applied', 'clash', 'refused')),
	CONSTRAINT "pushed_edits_seq" CHECK(("pushed_edits"."outcome" = 'refused') = ("pushed_edits"."seq" is null)),
	CONSTRAINT "pushed_edits_reason" CHECK(("pushed_edits"."outcome" = 'refused') = ("pushed_edits"."reason" is not null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `pushed_edits_id` ON `pushed_edits` (`id`);--> statement-breakpoint
CREATE INDEX `pushed_edits_of_field` ON `pushed_edits` (`author`,`outcome`,`record`,`field`);
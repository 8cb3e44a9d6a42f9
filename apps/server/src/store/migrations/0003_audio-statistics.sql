CREATE TABLE `audio_stats` (
	`audio` text PRIMARY KEY NOT NULL,
	`plays` integer NOT NULL,
	`last_played_at` text NOT NULL,
	FOREIGN KEY (`audio`) REFERENCES `audio_sources`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `audio_stats_most` ON `audio_stats` (`plays`,`audio`);--> statement-breakpoint
CREATE TABLE `play_batches` (
	`id` text PRIMARY KEY NOT NULL,
	`counted_on` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `play_batches_oldest` ON `play_batches` (`counted_on`);--> statement-breakpoint
CREATE TABLE `play_counts` (
	`language` text NOT NULL,
	`heard` text NOT NULL,
	`plays` integer NOT NULL,
	PRIMARY KEY(`language`, `heard`),
	FOREIGN KEY (`language`) REFERENCES `languages`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
ALTER TABLE `audio_sources` ADD `peaks` blob;--> statement-breakpoint
ALTER TABLE `audio_sources` ADD `generated_at` text DEFAULT '' NOT NULL;--> statement-breakpoint
UPDATE `audio_sources` SET `generated_at` = strftime('%Y-%m-%dT%H:%M:%fZ', `created_at`);--> statement-breakpoint
CREATE INDEX `audio_sources_newest` ON `audio_sources` (`generated_at`,`id`);--> statement-breakpoint
CREATE INDEX `audio_sources_of_language` ON `audio_sources` (`in_language`,`generated_at`,`id`,`source_type`,`bytes`);--> statement-breakpoint
CREATE INDEX `audio_sources_of_voice` ON `audio_sources` (`voice_id`,`generated_at`,`id`);--> statement-breakpoint
CREATE INDEX `audio_sources_of_speaker` ON `audio_sources` (`speaker`,`generated_at`,`id`);--> statement-breakpoint
CREATE INDEX `audio_sources_of_type` ON `audio_sources` (`source_type`,`generated_at`,`id`,`in_language`,`bytes`);
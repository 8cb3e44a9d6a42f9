CREATE TABLE `audio_sources` (
	`id` text PRIMARY KEY NOT NULL,
	`in_language` text NOT NULL,
	`place` integer NOT NULL,
	`voices_phoneme` text,
	`voices_realisation` text,
	`voices_word` text,
	`source_type` text NOT NULL,
	`voice_id` text NOT NULL,
	`language` text NOT NULL,
	`file` text NOT NULL,
	`sha256` text NOT NULL,
	`mime` text NOT NULL,
	`bytes` integer NOT NULL,
	`duration_ms` real NOT NULL,
	`lead_in_ms` real NOT NULL,
	`loudness` real NOT NULL,
	`frame` text NOT NULL,
	`speaker` text,
	`licence` text NOT NULL,
	`attribution` text NOT NULL,
	`metadata` text,
	`cached_until` text,
	`preferred` integer NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	FOREIGN KEY (`in_language`) REFERENCES `languages`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`voices_phoneme`) REFERENCES `phonemes`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`voices_realisation`) REFERENCES `realisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`voices_word`) REFERENCES `words`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "audio_sources_voices_one" CHECK(("audio_sources"."voices_phoneme" is not null) + ("audio_sources"."voices_realisation" is not null) + ("audio_sources"."voices_word" is not null) = 1)
);
--> statement-breakpoint
CREATE INDEX `audio_sources_order` ON `audio_sources` (`in_language`,`place`);--> statement-breakpoint
CREATE INDEX `audio_sources_phoneme` ON `audio_sources` (`voices_phoneme`);--> statement-breakpoint
CREATE INDEX `audio_sources_realisation` ON `audio_sources` (`voices_realisation`);--> statement-breakpoint
CREATE INDEX `audio_sources_word` ON `audio_sources` (`voices_word`);--> statement-breakpoint
CREATE TABLE `catalogue` (
	`id` integer PRIMARY KEY NOT NULL,
	`epoch` text NOT NULL,
	`head` integer NOT NULL,
	`floor` integer NOT NULL,
	`snapshot` integer NOT NULL,
	CONSTRAINT "catalogue_one" CHECK("catalogue"."id" = 1),
	CONSTRAINT "catalogue_order" CHECK("catalogue"."floor" <= "catalogue"."snapshot" and "catalogue"."snapshot" <= "catalogue"."head")
);
--> statement-breakpoint
CREATE TABLE `content_origins` (
	`source` text PRIMARY KEY NOT NULL,
	`hash` text NOT NULL,
	`loaded_at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `documents` (
	`collection` text NOT NULL,
	`id` text NOT NULL,
	`seq` integer NOT NULL,
	`slot` integer NOT NULL,
	`deleted` integer NOT NULL,
	`body` text,
	PRIMARY KEY(`collection`, `id`),
	CONSTRAINT "documents_body" CHECK("documents"."deleted" = ("documents"."body" is null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `documents_seq` ON `documents` (`seq`);--> statement-breakpoint
CREATE INDEX `documents_tail` ON `documents` (`collection`,`seq`);--> statement-breakpoint
CREATE UNIQUE INDEX `documents_slot` ON `documents` (`collection`,`slot`);--> statement-breakpoint
CREATE TABLE `edits` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`language` text NOT NULL,
	`kind` text NOT NULL,
	`record` text NOT NULL,
	`field` text NOT NULL,
	`before` text,
	`value` text,
	`author` text NOT NULL,
	`seq` integer NOT NULL,
	`at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `edits_language` ON `edits` (`language`,`id`);--> statement-breakpoint
CREATE TABLE `languages` (
	`id` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`names` text,
	`autonym` text NOT NULL,
	`aliases` text NOT NULL,
	`bcp47` text,
	`iso639_3` text,
	`glottocode` text,
	`family` text,
	`variety` text,
	`direction` text NOT NULL,
	`script` text NOT NULL,
	`review` text NOT NULL,
	`tones` text NOT NULL,
	`description` text,
	`sources` text NOT NULL,
	`licence` text NOT NULL,
	`contributors` text NOT NULL,
	`prosody` text,
	`syllable` text,
	`spellings` text NOT NULL,
	`minimal_pairs` text NOT NULL,
	`content_source` text NOT NULL,
	`sort_name` text NOT NULL,
	`search_text` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `languages_code` ON `languages` ("code" collate nocase);--> statement-breakpoint
CREATE INDEX `languages_order` ON `languages` (`sort_name`,`code`);--> statement-breakpoint
CREATE TABLE `phonemes` (
	`id` text PRIMARY KEY NOT NULL,
	`language` text NOT NULL,
	`position` integer NOT NULL,
	`kind` text NOT NULL,
	`symbol` text NOT NULL,
	`ipa` text NOT NULL,
	`symbol_in_source` text,
	`name` text,
	`status` text NOT NULL,
	`articulation` text,
	`description` text,
	`approximations` text,
	`placement` text,
	`names` text,
	`words` text NOT NULL,
	FOREIGN KEY (`language`) REFERENCES `languages`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `phonemes_order` ON `phonemes` (`language`,`position`);--> statement-breakpoint
CREATE TABLE `proposals` (
	`language` text NOT NULL,
	`kind` text NOT NULL,
	`record` text NOT NULL,
	`change` text NOT NULL,
	`field` text NOT NULL,
	`value` text,
	`source` text NOT NULL,
	`at` text NOT NULL,
	PRIMARY KEY(`language`, `kind`, `record`, `change`, `field`)
);
--> statement-breakpoint
CREATE TABLE `realisations` (
	`id` text PRIMARY KEY NOT NULL,
	`language` text NOT NULL,
	`position` integer NOT NULL,
	`phonemes` text NOT NULL,
	`output` text NOT NULL,
	`environment` text,
	`free_variation` integer NOT NULL,
	`variety` text,
	`description` text,
	`placement` text,
	`words` text NOT NULL,
	FOREIGN KEY (`language`) REFERENCES `languages`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `realisations_order` ON `realisations` (`language`,`position`);--> statement-breakpoint
CREATE TABLE `shards` (
	`hash` text PRIMARY KEY NOT NULL,
	`collection` text NOT NULL,
	`count` integer NOT NULL,
	`bytes` integer NOT NULL,
	`body` blob NOT NULL,
	`br` blob NOT NULL,
	`gzip` blob NOT NULL
);
--> statement-breakpoint
CREATE TABLE `snapshot_shards` (
	`snapshot` integer NOT NULL,
	`position` integer NOT NULL,
	`hash` text NOT NULL,
	PRIMARY KEY(`snapshot`, `position`),
	FOREIGN KEY (`hash`) REFERENCES `shards`(`hash`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `words` (
	`id` text PRIMARY KEY NOT NULL,
	`in_language` text NOT NULL,
	`place` integer NOT NULL,
	`form` text NOT NULL,
	`script` text,
	`reading` text,
	`phonemic` text NOT NULL,
	`phonetic` text NOT NULL,
	`stress` integer,
	`gloss` text NOT NULL,
	`segments` text NOT NULL,
	FOREIGN KEY (`in_language`) REFERENCES `languages`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `words_order` ON `words` (`in_language`,`place`);
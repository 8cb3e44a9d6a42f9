CREATE TABLE `job_events` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`job` text NOT NULL,
	`type` text NOT NULL,
	`position` integer,
	`state` text,
	`at` text NOT NULL,
	FOREIGN KEY (`job`) REFERENCES `jobs`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `job_events_order` ON `job_events` (`job`,`id`);--> statement-breakpoint
CREATE TABLE `job_tasks` (
	`job` text NOT NULL,
	`position` integer NOT NULL,
	`state` text NOT NULL,
	`due` integer NOT NULL,
	`attempts` integer NOT NULL,
	`lease` text,
	`owner` text,
	`input` text,
	`result` text,
	`error_code` text,
	`error_message` text,
	`ended_at` text,
	PRIMARY KEY(`job`, `position`),
	FOREIGN KEY (`job`) REFERENCES `jobs`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `job_tasks_next` ON `job_tasks` (`job`,`state`,`due`,`position`);--> statement-breakpoint
CREATE INDEX `job_tasks_due` ON `job_tasks` (`due`) WHERE state = 'leased';--> statement-breakpoint
CREATE INDEX `job_tasks_later` ON `job_tasks` (`due`) WHERE state = 'waiting' and due > 0;--> statement-breakpoint
CREATE TABLE `jobs` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`config` text,
	`content` text NOT NULL,
	`state` text NOT NULL,
	`max_attempts` integer NOT NULL,
	`turn` integer NOT NULL,
	`waiting` integer NOT NULL,
	`leased` integer DEFAULT 0 NOT NULL,
	`done` integer DEFAULT 0 NOT NULL,
	`failed` integer DEFAULT 0 NOT NULL,
	`dead` integer DEFAULT 0 NOT NULL,
	`cancelled` integer DEFAULT 0 NOT NULL,
	`created_at` text NOT NULL,
	`started_at` text,
	`ended_at` text
);
--> statement-breakpoint
CREATE INDEX `jobs_round` ON `jobs` (`turn`) WHERE state = 'active';--> statement-breakpoint
CREATE INDEX `jobs_newest` ON `jobs` (`created_at`,`id`);
CREATE TABLE `snapshot_pages` (
	`snapshot` integer NOT NULL,
	`collection` text NOT NULL,
	`after` integer NOT NULL,
	`to` integer NOT NULL,
	`hash` text NOT NULL,
	PRIMARY KEY(`snapshot`, `collection`, `after`),
	FOREIGN KEY (`hash`) REFERENCES `shards`(`hash`) ON UPDATE no action ON DELETE no action
);

"""What the components of one crawl share: database, workers, statistics, error handling, the spool."""

"""When portals are crawled, and that each crawl is started once, whoever else asks for it."""

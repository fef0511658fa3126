"""Commands of `scrapy` in this project (COMMANDS_MODULE), one file each."""

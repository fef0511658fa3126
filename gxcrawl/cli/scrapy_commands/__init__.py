"""Commands of `scrapy` in this project (COMMANDS_MODULE): each a file."""

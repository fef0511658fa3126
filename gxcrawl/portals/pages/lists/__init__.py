"""Where a list goes on: further pages, menus of years and bodies, rows that a script asks for."""

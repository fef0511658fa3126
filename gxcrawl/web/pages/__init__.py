"""What each page shows: frozen values made from documents of the database. Pure: no database, no HTML, no language."""

"""Alarms that nobody took are kept until somebody does."""

from gxcrawl.storage import Database


def test_lines_are_kept_for_each_way_until_they_are_told(database: Database) -> None:
    database.untold.change("mail", more=["1", "2"])
    database.untold.change("webhook", more=["1"])
    database.untold.change("mail", more=["3"])
    assert database.untold.lines("mail") == ["1", "2", "3"]
    database.untold.change("mail", told=["1", "2"])
    assert (database.untold.lines("mail"), database.untold.lines("webhook")) == (["3"], ["1"])


def test_of_too_many_the_newest_are_kept(database: Database) -> None:
    database.untold.change("mail", more=[str(number) for number in range(1000)])
    assert (len(database.untold.lines("mail")), database.untold.lines("mail")[-1]) == (200, "999")
    assert database.untold.lines("nobody") == []

"""Alarms that nobody took are kept until somebody does."""

from gxcrawl.storage import Database


def test_lines_are_kept_for_each_way_until_they_are_told(database: Database) -> None:
    database.undelivered_alarms.change("mail", more=["1", "2"])
    database.undelivered_alarms.change("webhook", more=["1"])
    database.undelivered_alarms.change("mail", more=["3"])
    assert database.undelivered_alarms.lines("mail") == ["1", "2", "3"]
    database.undelivered_alarms.change("mail", delivered=["1", "2"])
    assert (database.undelivered_alarms.lines("mail"), database.undelivered_alarms.lines("webhook")) == (["3"], ["1"])


def test_of_too_many_the_newest_are_kept(database: Database) -> None:
    database.undelivered_alarms.change("mail", more=[str(number) for number in range(1000)])
    assert (len(database.undelivered_alarms.lines("mail")), database.undelivered_alarms.lines("mail")[-1]) == (
        200,
        "999",
    )
    assert database.undelivered_alarms.lines("nobody") == []

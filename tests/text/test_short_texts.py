from gxcrawl.text.short_texts import remembered


def test_results_of_short_texts_are_cached() -> None:
    asked: list[str] = []

    @remembered(longest=4, most=8)
    def upper(text: str) -> str:
        """Said."""
        asked.append(text)
        return text.upper()

    assert [upper("abcd"), upper("abcd"), upper("abcde"), upper("abcde")] == ["ABCD", "ABCD", "ABCDE", "ABCDE"]
    assert asked == ["abcd", "abcde", "abcde"]
    assert upper.__doc__ == "Said."

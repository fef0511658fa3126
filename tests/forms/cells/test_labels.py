"""Labels without what agencies print around them."""

from gxcrawl.forms.cells.labels import bare


def test_marks_of_footnotes_behind_a_label_are_no_part_of_it():
    assert bare("（一）予以公开②③ ") == "予以公开"


def test_marks_without_an_end_are_looked_through_once():
    assert bare(f"予以公开{'①' * 200_000}x").endswith("1x")

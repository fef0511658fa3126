"""Creates the parts of a crawl in one place: each part gets the parts that it may call."""

from collections.abc import Callable

from gxcrawl.spiders.crawl import Crawl
from gxcrawl.spiders.documents.articles import Articles
from gxcrawl.spiders.documents.files import Files
from gxcrawl.spiders.documents.kept import Keeper
from gxcrawl.spiders.documents.whole_articles import WholeArticles
from gxcrawl.spiders.documents.wrong_pages import WrongPages
from gxcrawl.spiders.end_of_crawl import EndOfCrawl
from gxcrawl.spiders.failures import Failures
from gxcrawl.spiders.known_documents import KnownDocuments
from gxcrawl.spiders.lists.behind import BehindLists
from gxcrawl.spiders.lists.ended import EndedLists
from gxcrawl.spiders.lists.in_place import InPlace
from gxcrawl.spiders.lists.odd_rows import OddRows
from gxcrawl.spiders.lists.pages import ListPages
from gxcrawl.spiders.request_factory import Callbacks, RequestFactory
from gxcrawl.spiders.rows import Rows


class Parts:
    """The parts to which the spider passes responses; parts that only these use are not attributes."""

    def __init__(self, crawl: Crawl, spider: Callbacks, rows: Callable[..., Rows] = Rows) -> None:
        """rows: creates the part that follows rows; a subclass may follow them in another way."""
        self.requests, self.failures = RequestFactory(crawl, spider), Failures(crawl)
        common = crawl, self.requests, self.failures
        self.wrong_pages, known = WrongPages(*common), KnownDocuments(*common)
        self.rows = rows(*common, known)
        self.files = Files(crawl, self.failures, self.wrong_pages, known)
        keeper = Keeper(*common)
        self.whole_articles = WholeArticles(*common, keeper)
        self.articles = Articles(*common, self.wrong_pages, known, self.rows, self.files, keeper, self.whole_articles)
        in_place = InPlace(crawl, self.failures, self.rows, self.articles)
        behind = BehindLists(*common, self.rows, in_place)
        odd_rows, self.ended = OddRows(crawl, self.failures, self.rows), EndedLists(*common)
        self.lists = ListPages(*common, self.wrong_pages, self.rows, odd_rows, behind, in_place, self.ended)
        self.end_of_crawl = EndOfCrawl(*common, self.rows)

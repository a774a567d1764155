"""Takes turns: each round asks every server for a slice, so that noise of the machine hits all alike."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import cycle, islice
from statistics import median

from app.demo.content import PASSWORD
from bench.client import UnexpectedAnswer, Volley, fire
from bench.facts import Facts
from bench.pages import OK, PAGES, Page
from bench.servers import Served
from bench.visitor import Visitor, sign_in
from bench.yardsticks import SECTORS

TEXT, ROWS, INSERT, MANY, FEW = "text", "list", "insert", "many", "few"
_WARM = 60
_WARM_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Subject:
    """Ura on one filled database."""

    served: Served
    facts: Facts


@dataclass(slots=True)
class Series:
    """All slices of one thing that was asked for."""

    volleys: list[Volley] = field(default_factory=list)

    @property
    def rates(self) -> list[float]:
        return [volley.rate for volley in self.volleys]

    @property
    def rate(self) -> float:
        """Answers in a second, in the slice in the middle."""
        return median(self.rates)

    @property
    def took(self) -> list[float]:
        return [seconds for volley in self.volleys for seconds in volley.took]

    @property
    def size(self) -> int:
        """Bytes of the answer in the middle."""
        return int(median(size for volley in self.volleys for size in volley.sizes))

    @property
    def processor(self) -> float:
        """Seconds of the server's processor time for one answer."""
        return sum(volley.processor for volley in self.volleys) / len(self.took)

    def percentile(self, share: float) -> float:
        return percentile(self.took, share)


Measured = dict[str, Series]


def percentile(values: Sequence[float], share: float) -> float:
    """The value that this share of the values does not exceed (nearest rank)."""
    ordered = sorted(values)
    rank = max(1, -int(-len(ordered) * share // 1))
    return ordered[rank - 1]


def ratio(ours: Series, theirs: Series) -> float:
    """How many times as often as them we answer: the median of the ratios within the rounds."""
    return median(mine / other for mine, other in zip(ours.rates, theirs.rates, strict=True))


def growth(measured: Measured) -> float | None:
    """How much longer an answer takes with many referrals than with few; None where that was not measured."""
    if FEW not in measured:
        return None
    rounds = zip(measured[MANY].volleys, measured[FEW].volleys, strict=True)
    return median(median(many.took) / median(few.took) for many, few in rounds)


class Turns:
    """Measures pages on the servers of one engine."""

    def __init__(
        self, yardsticks: Served, many: Subject, few: Subject | None, seconds: float, rounds: int
    ) -> None:
        self._yardsticks, self._seconds, self._rounds = yardsticks, seconds, rounds
        self._subjects = {MANY: many} | ({FEW: few} if few else {})
        self._visitors: dict[tuple[str, str], Visitor] = {}

    def measure(self, name: str) -> Measured:
        """All rounds of one page."""
        page = PAGES[name]
        supplies = {key: self._requests(key, subject, page) for key, subject in self._subjects.items()}
        asked: dict[str, Iterator[bytes]] = {key: self._ask_yardstick(key) for key in (TEXT, page.yardstick)}
        measured: Measured = {key: Series() for key in (*asked, *supplies)}
        self._warm(asked, page, supplies)
        for number in range(self._rounds):
            order = list(measured) if number % 2 == 0 else list(reversed(measured))
            for key in order:
                requests = asked[key] if key in asked else next(supplies[key])
                measured[key].volleys.append(self._fire(key, requests, page))
        return measured

    def _fire(self, key: str, requests: Iterator[bytes], page: Page) -> Volley:
        subject = self._subjects.get(key)
        served = subject.served if subject else self._yardsticks
        before = served.count_processor_seconds()
        expected = page.expected if subject else OK
        volley = fire(served.port, requests, expected, self._seconds, page.connections)
        volley.processor = served.count_processor_seconds() - before
        if not volley.took:
            raise UnexpectedAnswer(f"{key} holds too little to ask for in each round")
        return volley

    def _requests(self, key: str, subject: Subject, page: Page) -> Iterator[Iterator[bytes]]:
        """For each round the requests that it may use, after those for warming up."""
        requests = page.ask(self._visitor(key, subject, page.who), subject.facts)
        if not page.once:
            return cycle([requests])
        all_of_them = list(requests)
        few = min(_WARM, len(all_of_them) // 4)
        warm, rest = all_of_them[:few], all_of_them[few:]
        share = len(rest) // self._rounds
        shares = [iter(rest[number * share : (number + 1) * share]) for number in range(self._rounds)]
        return iter([iter(warm), *shares])

    def _warm(
        self,
        asked: Mapping[str, Iterator[bytes]],
        page: Page,
        supplies: Mapping[str, Iterator[Iterator[bytes]]],
    ) -> None:
        """Every process has read its templates and compiled its statements before anything counts."""
        for requests in asked.values():
            fire(self._yardsticks.port, islice(requests, _WARM), OK, _WARM_SECONDS)
        for key, supply in supplies.items():
            # Each of 200 records must have been seen by each process.
            several = islice(next(supply), _WARM if page.once else _WARM * 12)
            fire(self._subjects[key].served.port, several, page.expected, _WARM_SECONDS)

    def _ask_yardstick(self, key: str) -> Iterator[bytes]:
        visitor = Visitor(self._yardsticks.port)
        if key == TEXT:
            return cycle([visitor.get("/text")])
        if key == INSERT:
            return cycle(
                [visitor.post("/insert", {"sector": sector, "text": "Shënim"}) for sector in SECTORS]
            )
        return cycle([visitor.get(f"/list?sector={sector}") for sector in SECTORS])

    def _visitor(self, key: str, subject: Subject, email: str) -> Visitor:
        if (key, email) not in self._visitors:
            self._visitors[key, email] = sign_in(subject.served.port, email, PASSWORD)
        return self._visitors[key, email]

"""Many programs at once are all answered, each with its own answer."""

import json
from concurrent.futures import ThreadPoolExecutor

from tests.repository.sample import sheet
from tests.serve.running import Server
from tests.serve.texts import TEXTS

REQUESTS, THREADS = 200, 16


def test_two_hundred_questions_of_sixteen_programs(server: Server) -> None:
    def asked(number: int) -> tuple[int, str]:
        points = f"{number % 7},{number % 10}" if number % 7 < 6 else "6"
        said = server.ask("explain", texts=TEXTS | {"phieu/x.phieu": sheet("Sở X", points, "2")}, sheet="phieu/x.phieu")
        assert said.status == 200, said.text
        return number, json.dumps(said.data["result"]["total"]["achieved"])

    with ThreadPoolExecutor(THREADS) as threads:
        answers = list(threads.map(asked, range(REQUESTS)))
    for number, achieved in answers:
        whole, tenth = (number % 7, number % 10) if number % 7 < 6 else (6, 0)
        exact = f"{whole + 2}.{tenth}" if tenth else f"{whole + 2}"
        assert achieved == json.dumps(exact), number

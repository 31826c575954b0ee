"""Times the pages of a running demonstration, and the desk's twenty-row list beside a bare Django page.

    make run          # in another terminal
    .venv/bin/python benchmarks/pages.py [--url http://127.0.0.1:8000] [--seconds 5] [--rounds 3]

Prints for each page the milliseconds of one request at a time (median, p95), then requests per second of both lists
under the same server settings, in turns, with their ratio. Everything is measured from this machine, client included.
"""

from __future__ import annotations

import argparse
import http.client
import os
import re
import socket
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.parse import urlencode, urlsplit

HERE = Path(__file__).parent
CLIENTS, REQUESTS = 4, 60
SERVER = ["--interface", "wsgi", "--workers", "2", "--blocking-threads", "4", "--no-ws"]
PAGES = (
    ("home", "", "/"),
    ("catalogue", "", "/matters/"),
    ("guide", "", "/matters/tech-sme-evaluation/"),
    ("board", "leader", "/plan/2018/?view=inside"),
    ("board on a past day", "leader", "/plan/2018/?view=inside&on=2018-04-17"),
    ("board as known then", "leader", "/plan/2018/?view=inside&on=2018-06-30&known=2018-07-01"),
    ("item", "leader", "/plan/2018/items/4/?view=inside"),
    ("desk", "city", "/desk/"),
    ("register list", "", "/registers/hnte/"),
    ("register list, 62,000", "", "/registers/hebei_tech_sme/"),
)
LIST = ("desk list of 20", "city", "/desk/?queue=done")


class Client:
    """One keep-alive connection with a persona's session."""

    def __init__(self, url: str, cookie: str) -> None:
        self.line = http.client.HTTPConnection(urlsplit(url).hostname or "", urlsplit(url).port, timeout=60)
        self.headers = {"Cookie": cookie} if cookie else {}

    def get(self, path: str) -> str:
        """The page; raises when it is not a 200."""
        self.line.request("GET", path, headers=self.headers)
        answer = self.line.getresponse()
        body = answer.read().decode()
        if answer.status != 200:
            raise SystemExit(f"{path}: {answer.status}")
        return body


def signed_in(url: str, persona: str) -> str:
    """The cookies of a demonstration persona; empty for a visitor."""
    if not persona:
        return ""
    line = http.client.HTTPConnection(urlsplit(url).hostname or "", urlsplit(url).port, timeout=60)
    line.request("GET", "/sign-in/")
    answer = line.getresponse()
    page = answer.read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    csrf = (answer.getheader("Set-Cookie") or "").split(";")[0]
    if token is None:
        raise SystemExit(f"{url} offers no demonstration sign-in")
    form = urlencode({"csrfmiddlewaretoken": token[1], "username": persona})
    headers = {"Cookie": csrf, "Content-Type": "application/x-www-form-urlencoded", "Referer": url}
    line.request("POST", "/sign-in/as/", form, headers)
    answer = line.getresponse()
    answer.read()
    return "; ".join(
        value.split(";")[0] for name, value in answer.getheaders() if name.lower() == "set-cookie"
    )


def one_at_a_time(url: str) -> None:
    """Median and p95 of each page."""
    for title, persona, path in PAGES:
        client = Client(url, signed_in(url, persona))
        for _ in range(8):  # both workers have seen the page
            client.get(path)
        taken = []
        for _ in range(REQUESTS):
            began = time.perf_counter()
            client.get(path)
            taken.append((time.perf_counter() - began) * 1000)
        p95 = statistics.quantiles(taken, n=20)[-1]
        print(f"{title:24} median {statistics.median(taken):6.1f} ms   p95 {p95:6.1f} ms")


def per_second(url: str, path: str, cookie: str, seconds: float) -> float:
    """Requests per second with CLIENTS connections."""
    done = [0] * CLIENTS
    until = time.perf_counter() + seconds

    def ask(index: int) -> None:
        client = Client(url, cookie)
        while time.perf_counter() < until:
            client.get(path)
            done[index] += 1

    threads = [threading.Thread(target=ask, args=(index,)) for index in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(done) / seconds


def answers(url: str) -> None:
    """Waits until the server does."""
    for _ in range(300):
        try:
            Client(url, "").get("/")
            return
        except OSError:
            time.sleep(0.2)
    raise SystemExit(f"{url} did not start")


def compared(url: str, seconds: float, rounds: int) -> None:
    """Both lists in turns, so that a busy machine weighs on both alike."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "granian",
        *SERVER,
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "bare:application",
    ]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(HERE), os.environ.get("PYTHONPATH", "")])}
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    try:
        bare, title, persona, path = f"http://127.0.0.1:{port}", *LIST
        answers(bare)
        cookie = signed_in(url, persona)
        print(f"{title}: {Client(url, cookie).get(path).count('/desk/2')} links to cases")
        ratios = []
        for _ in range(rounds):
            plain = per_second(bare, "/", "", seconds)
            ours = per_second(url, path, cookie, seconds)
            ratios.append(ours / plain)
            print(f"bare {plain:6.0f} req/s   ours {ours:6.0f} req/s   ratio {ours / plain:.2f}")
        print(f"ratio, median of {rounds}: {statistics.median(ratios):.2f}")
    finally:
        server.terminate()
        server.wait()


def main() -> None:
    """Measures the pages, then the two lists."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--url", default=os.environ.get("URL", "http://127.0.0.1:8000"))
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    one_at_a_time(chosen.url)
    compared(chosen.url, chosen.seconds, chosen.rounds)


if __name__ == "__main__":
    main()

"""Asks one page again and again from several threads, in a process of its own: a job comes as JSON, figures go back.

A `#` in the body stands for something new each time, as a form's one-time key does.
"""

import json
import secrets
import sys
import time
from http.client import HTTPConnection
from threading import Thread


def ask(job, ends, times, failed):
    """Ask on one kept connection until `ends`; note how long each answer took, or how it failed."""
    connection = HTTPConnection(job["host"], job["port"], timeout=30)
    while (began := time.perf_counter()) < ends:
        body = job["body"].replace("#", secrets.token_hex(8)) if job["body"] else None
        connection.request(job["method"], job["path"], body, job["headers"])
        answer = connection.getresponse()
        answer.read()
        times.append(time.perf_counter() - began)
        if answer.status != job["status"]:
            failed.append(answer.status)
    connection.close()


def run(job):
    times, failed = [], []
    began = time.perf_counter()
    asking = [
        Thread(target=ask, args=(job, began + job["seconds"], times, failed), daemon=True)
        for _client in range(job["clients"])
    ]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()
    return {"times": times, "failed": failed, "seconds": time.perf_counter() - began}


if __name__ == "__main__":
    json.dump(run(json.load(sys.stdin)), sys.stdout)

"""Calling the API as one of the cast."""

import json


class Caller:
    """Speaks JSON with the API as one of the cast."""

    def __init__(self, client) -> None:
        self.client = client

    def post(self, path: str, body):
        return self.client.post(path, json.dumps(body), content_type="application/json")

    def patch(self, path: str, body):
        return self.client.patch(path, json.dumps(body), content_type="application/json")

    def get(self, path: str, **query):
        return self.client.get(path, query)


def the_problem(answer, status: int) -> dict:
    """What a refused call tells: always the same shape."""
    body = answer.json()
    assert answer.status_code == body["status"] == status
    assert answer["Content-Type"].startswith("application/problem+json")
    assert {"type", "title", "detail"} <= body.keys()
    return body

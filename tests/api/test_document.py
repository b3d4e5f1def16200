"""The description is complete: what is served is described, and what is described is served."""

import json
import re

from flask import Flask

from server.api.document import document
from tests.api.contract import PREFIX, path_of


def test_it_describes_every_address_and_method(app: Flask) -> None:
    served = {
        (path_of(rule.rule), method.lower())
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith(PREFIX)
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }
    described = {
        (path, method)
        for path, item in document()["paths"].items()
        for method in item
        if method != "parameters"
    }

    assert served == described


def test_it_describes_every_part_of_an_address() -> None:
    for path, item in document()["paths"].items():
        named = {each["name"] for each in item.get("parameters", []) if each["in"] == "path"}

        assert set(re.findall(r"{(\w+)}", path)) == named


def test_it_refers_only_to_what_it_describes_and_uses_all_of_it() -> None:
    found = set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(document())))

    assert set(document()["components"]["schemas"]) == found

"""The browser's reader of numbers, held to the grader's by the same table."""

import json
from pathlib import Path

import pytest

from tests.browser.conftest import Open
from tests.browser.handout import begin

pytestmark = pytest.mark.browser

TABLE = Path(__file__).parent.parent / "data" / "number_texts.json"
READ = """async ([address, texts]) => {
  const { read } = await import(address);
  return texts.map((text) => {
    try {
      return read(text);
    } catch (error) {
      return error.constructor.name;
    }
  });
}"""


def test_it_reads_every_text_as_the_grader_does(open_page: Open) -> None:
    page = open_page()
    begin(page)
    cases = json.loads(TABLE.read_text(encoding="utf-8"))
    script = page.locator("script[src]").get_attribute("src") or ""
    address = script.replace("exercise.js", "numbers.js")
    found = page.evaluate(READ, [address, [case["text"] for case in cases]])
    expected = [
        "Unreadable" if "refused" in case else {"value": case["value"], "echo": case["echo"] or ""}
        for case in cases
    ]

    assert expected == found

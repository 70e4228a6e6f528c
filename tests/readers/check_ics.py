#!/usr/bin/env python3
"""Checks that a calendar program reads our calendar.

usage: check_ics.py FILE events=N [UID-OR-SUMMARY:PROPERTY=VALUE]...

Exits with 77 ("skipped") where python3-icalendar is not installed.
"""
import datetime
import sys

try:
    import icalendar
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

from expectations import run, unmet


def text_of(event, name):
    value = event.get(name)
    if value is None:
        return "-"
    return value.dt.isoformat() if hasattr(value, "dt") else str(value)


def problems_of(event):
    for needed in ("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "STATUS"):
        if needed not in event:
            yield f"an event has no {needed}"
    start, end = event["DTSTART"].dt, event["DTEND"].dt
    if isinstance(start, datetime.datetime) or not start < end:
        yield f"{event['UID']} is no all-day event: {start} to {end}"
    if event["DTSTAMP"].dt.tzinfo is None:
        yield f"{event['UID']} is stamped in a time of nowhere"
    if event["STATUS"] not in ("TENTATIVE", "CONFIRMED", "CANCELLED"):
        yield f"{event['UID']} is {event['STATUS']}"
    if event.errors:
        yield f"{event['UID']}: {event.errors}"


def check(path, expectations):
    with open(path, "rb") as file:
        data = file.read()
    problems = [f"a line has {len(line)} bytes" for line in data.split(b"\r\n") if len(line) > 75]
    if data.count(b"\n") != data.count(b"\r\n"):
        problems.append("a line ends without CR")
    calendar = icalendar.Calendar.from_ical(data)
    events = list(calendar.walk("VEVENT"))
    for event in events:
        problems += problems_of(event)
    if len({event["UID"] for event in events}) != len(events):
        problems.append("a UID stands twice")

    def values_of(what):
        if what == "events":
            return [len(events)]
        summary, _, name = what.rpartition(":")
        return [text_of(event, name) for event in events if event["SUMMARY"] == summary]

    problems += unmet(expectations, values_of)
    return problems


if __name__ == "__main__":
    run(check, __doc__)

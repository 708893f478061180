"""One line for each check: `ok …` or `not ok …`. Neither shows what was received: it may be a token or a person."""

from contextlib import contextmanager

failures = []


def check(what, holds):
    """Notes whether something holds."""
    print(f"{'ok' if holds else 'not ok'} {what}", flush=True)
    if not holds:
        failures.append(what)


def check_status(what, response, wanted):
    """Notes whether an answer has the status that is wanted."""
    seen = response.status_code
    check(what if seen == wanted else f"{what}: {wanted} was expected, {seen} came", seen == wanted)


@contextmanager
def refusal(what, kind, says):
    """Notes whether what stands inside raises an exception of this kind, which says this."""
    try:
        yield
    except kind as error:
        check(what if says in _told(error) else f"{what}, but not by {says}", says in _told(error))
    else:
        check(f"{what}: it was taken", False)


def _told(error):
    """What an error of authlib or zeep says: code, message, and the text in a SOAP fault’s detail."""
    detail = getattr(error, "detail", None)
    texts = [getattr(error, "error", None), getattr(error, "message", None)]
    return " ".join(text for text in [*texts, *(() if detail is None else detail.itertext())] if text)

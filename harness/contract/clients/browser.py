"""A person at the login page of the ID gateway: a session with cookies that fills in the form that it is shown."""

from urllib.parse import urljoin

import lxml.html
import requests


class Browser(requests.Session):
    """Follows redirects until one leads to the client, which is what `log_in` gives back."""

    def log_in(self, url, callback, level="high"):
        """The address of the client that the browser is sent to, or None when the page comes again."""
        page = self._follow(self.get(url, allow_redirects=False), callback)
        form = lxml.html.fromstring(page.content, base_url=page.url).forms[0]
        form.fields["person"], form.fields["level"] = "citizen", level
        sent = self.post(urljoin(page.url, form.action), data=form.form_values(), allow_redirects=False)
        answer = self._follow(sent, callback)
        return answer.headers.get("Location") if answer.is_redirect else None

    def _follow(self, answer, callback):
        while answer.is_redirect and not answer.headers["Location"].startswith(callback):
            answer = self.get(urljoin(answer.url, answer.headers["Location"]), allow_redirects=False)
        return answer

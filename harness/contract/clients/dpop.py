"""DPoP (RFC 9449) for requests, which neither it nor authlib brings: the key, its proofs, and how a request gets one."""

import time
import uuid
from hashlib import sha256
from base64 import urlsafe_b64encode

from joserfc import jwt
from joserfc.jwk import ECKey
from requests.auth import AuthBase


def new_key():
    return ECKey.generate_key("P-256")


def proof(key, method, url, token=None, **claims):
    """A proof for one request; further claims replace the right ones, None leaves one out."""
    right = {"jti": str(uuid.uuid4()), "htm": method, "htu": url.split("?")[0], "iat": int(time.time())}
    if token is not None:
        digest = sha256(token.encode("ascii")).digest()
        right["ath"] = urlsafe_b64encode(digest).rstrip(b"=").decode("ascii")
    made = {name: value for name, value in {**right, **claims}.items() if value is not None}
    header = {"typ": "dpop+jwt", "alg": "ES256", "jwk": key.as_dict(private=False)}
    return jwt.encode(header, made, key)


class DpopAuth(AuthBase):
    """Sends each request with an access token and a proof of its own."""

    def __init__(self, key, token, **claims):
        self.key, self.token, self.claims = key, token, claims

    def __call__(self, request):
        request.headers["Authorization"] = f"DPoP {self.token}"
        request.headers["DPoP"] = proof(self.key, request.method, request.url, self.token, **self.claims)
        return request

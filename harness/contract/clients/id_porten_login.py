"""A login at ID-porten with authlib as the client: the request pushed, the code redeemed, the id_token verified."""

from urllib.parse import parse_qsl, urlsplit

import requests
from authlib.common.security import generate_token
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.jwk import KeySet

high = "idporten-loa-high"


class Login:
    """One login of one client, as far as the tokens."""

    def __init__(self, metadata, client_id, secret, callback):
        self.metadata, self.callback = metadata, callback
        self.nonce, self.verifier = generate_token(24), generate_token(48)
        self.session = OAuth2Session(
            client_id, secret, scope="openid profile", redirect_uri=callback, code_challenge_method="S256"
        )
        url, self.state = self.session.create_authorization_url(
            metadata["authorization_endpoint"],
            code_verifier=self.verifier,
            nonce=self.nonce,
            acr_values=high,
        )
        self.request = dict(parse_qsl(urlsplit(url).query))

    def push(self, **changes):
        form = {name: value for name, value in {**self.request, **changes}.items() if value is not None}
        secret = self.session.client_secret
        auth = None if secret is None else (self.session.client_id, secret)
        return requests.post(self.metadata["pushed_authorization_request_endpoint"], data=form, auth=auth)

    def authorize(self, browser, **how):
        pushed = {"client_id": self.session.client_id, "request_uri": self.push().json()["request_uri"]}
        url = requests.Request("GET", self.metadata["authorization_endpoint"], params=pushed).prepare().url
        return browser.log_in(url, self.callback, **how)

    def redeem(self, answer, verifier=None):
        return self.session.fetch_token(
            self.metadata["token_endpoint"],
            authorization_response=answer,
            code_verifier=verifier or self.verifier,
            state=self.state,
        )

    def read_id_token(self, token):
        keys = KeySet.import_key_set(requests.get(self.metadata["jwks_uri"]).json())
        read = jwt.decode(token["id_token"], keys, algorithms=["RS256"])
        known = {"iss": self.metadata["issuer"], "aud": self.session.client_id}
        wanted = {name: {"essential": True, "value": value} for name, value in known.items()}
        params = {"client_id": self.session.client_id, "nonce": self.nonce}
        id_token = CodeIDToken(read.claims, read.header, wanted, params)
        id_token.validate()
        return id_token

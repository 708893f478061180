"""A client of HelseID made of authlib: private_key_jwt, and DPoP with the nonce that it is told."""

import time

from authlib.integrations.requests_client import OAuth2Session, OAuthError
from authlib.oauth2.rfc7523 import PrivateKeyJWT
from joserfc.jwk import ECKey

from dpop import new_key, proof
from world import origin, world

issuer = origin("helse-id.id-gateway")
token_endpoint = f"{issuer}/connect/token"


class HelseIdClient:
    """One registered client with a DPoP key of its own. `last` is the request that it sent last."""

    def __init__(self, client_id, key=None):
        self.client_id, self.dpop_key = client_id, new_key()
        self.key = key or ECKey.import_key(world["clientKey"])
        self.session = OAuth2Session(client_id, self.key, token_endpoint_auth_method="private_key_jwt")
        self.last, self.nonce = None, None
        self.session.register_compliance_hook("access_token_response", self._note)

    def _note(self, response):
        self.last, self.nonce = response.request, response.headers.get("DPoP-Nonce", self.nonce)
        return response

    def authenticate(self, header=None, **claims):
        """A client assertion for each request; authlib’s own lives for an hour, longer than HelseID takes."""
        now = int(time.time())
        more = {"nbf": now, "exp": now + 30, **claims}
        head = {"typ": "client-authentication+jwt", "kid": world["clientKey"]["kid"], **(header or {})}
        self.session.register_client_auth_method(PrivateKeyJWT(issuer, more, head, "ES256"))
        return self.session.client_auth("private_key_jwt")

    def proof(self, **claims):
        """A proof for the token endpoint, with the nonce that was told last."""
        return proof(self.dpop_key, "POST", token_endpoint, **{"nonce": self.nonce, **claims})

    def ask(self, dpop, header=None, claims=None, **form):
        """One request for tokens. Raises OAuthError as authlib does."""
        headers = {"Accept": "application/json", "Content-Type": "application/x-www-form-urlencoded"}
        if dpop is not None:
            headers["DPoP"] = dpop
        auth = self.authenticate(header, **(claims or {}))
        return self.session.fetch_token(token_endpoint, headers=headers, auth=auth, client_id=self.client_id, **form)

    def token(self, **form):
        """Tokens, asked for again where the nonce is lacking or old."""
        try:
            return self.ask(self.proof(), **form)
        except OAuthError as refused:
            if refused.error != "use_dpop_nonce":
                raise
            return self.ask(self.proof(), **form)

    def access_token(self, scope):
        return self.token(grant_type="client_credentials", scope=scope)["access_token"]

"""A person at HelseID, with authlib and joserfc: login by PAR and PKCE, refresh, and token exchange."""

from urllib.parse import parse_qs, urlencode, urlsplit

import requests
from authlib.common.security import generate_token
from authlib.integrations.requests_client import OAuthError
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from joserfc import jwt

from browser import Browser
from checks import check, check_status, refusal
from helse_id_client import HelseIdClient
from world import world

sender = world["helseIdClients"]["sender"]
callback = "https://harness.verdikjede.test/callback"
pid = "helseid://claims/identity/pid"


def run(client, keys, metadata):
    verifier = generate_token(48)
    request = {
        "client_id": sender,
        "redirect_uri": callback,
        "response_type": "code",
        "scope": "openid offline_access helseid://scopes/identity/pid nhn:msh/api",
        "state": generate_token(),
        "code_challenge": create_s256_code_challenge(verifier),
        "code_challenge_method": "S256",
    }
    push = lambda form: requests.post(
        metadata["pushed_authorization_request_endpoint"], data=form, auth=client.authenticate()
    )
    bare = {name: value for name, value in request.items() if not name.startswith("code_challenge")}
    check_status("HelseID: a person’s login without PKCE is refused", push(bare), 400)
    pushed = {"client_id": sender, "request_uri": push(request).json()["request_uri"]}
    answer = Browser().log_in(f"{metadata['authorization_endpoint']}?{urlencode(pushed)}", callback)
    code = parse_qs(urlsplit(answer).query)["code"][0]
    grant = {"grant_type": "authorization_code", "redirect_uri": callback}
    token = client.token(**grant, code=code, code_verifier=verifier)
    read = jwt.decode(token["id_token"], keys, algorithms=["RS256"])
    check("HelseID: a person logs in through PAR, and the id_token says who it is",
          read.claims["aud"] == sender and read.claims[pid] == world["citizenPid"])
    refresh = {"grant_type": "refresh_token", "refresh_token": token["refresh_token"]}
    again = client.token(**refresh)
    read = jwt.decode(again["access_token"], keys, algorithms=["RS256"])
    check("HelseID: a refreshed token is the same person’s, bound to the same key",
          read.claims[pid] == world["citizenPid"] and read.claims["cnf"]["jkt"] == client.dpop_key.thumbprint())
    with refusal("HelseID: a refresh token is good once", OAuthError, "invalid_grant"):
        client.token(**refresh)
    exchange_token(again["access_token"], keys)


def exchange_token(token, keys):
    exchanger = HelseIdClient(world["helseIdClients"]["receiver"])
    exchange = {
        "grant_type": "urn:ietf:params:oauth:grant-type:token-exchange",
        "subject_token_type": "urn:ietf:params:oauth:token-type:access_token",
        "scope": "nhn:cp-api/access-v2-dpop",
    }
    given = exchanger.token(**exchange, subject_token=token)
    read = jwt.decode(given["access_token"], keys, algorithms=["RS256"])
    check("HelseID: an exchanged token is for the other API, bound to the exchanger’s key",
          read.claims["aud"] == "nhn:cp-api" and read.claims["cnf"]["jkt"] == exchanger.dpop_key.thumbprint())
    with refusal("HelseID: a forged token is not exchanged", OAuthError, "invalid_request"):
        exchanger.token(**exchange, subject_token=f"{token[:-8]}AAAAAAAA")

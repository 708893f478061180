"""HelseID with authlib and joserfc: client assertions, DPoP and the token of a system."""

import requests
from authlib.integrations.requests_client import OAuthError
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet

import helse_id_person
from checks import check, check_status, refusal
from helse_id_client import HelseIdClient, issuer, token_endpoint
from world import world

sender = world["helseIdClients"]["sender"]
machine = {"grant_type": "client_credentials", "scope": "nhn:msh/api"}


def run():
    metadata = requests.get(f"{issuer}/.well-known/openid-configuration").json()
    check("HelseID: its discovery document names it, private_key_jwt and DPoP", (
        metadata["issuer"] == issuer
        and metadata["token_endpoint_auth_methods_supported"] == ["private_key_jwt"]
        and "ES256" in metadata["dpop_signing_alg_values_supported"]
    ))
    keys = KeySet.import_key_set(requests.get(metadata["jwks_uri"]).json())
    client = HelseIdClient(sender)
    with refusal("HelseID: a proof without a nonce is sent back with one", OAuthError, "use_dpop_nonce"):
        client.ask(client.proof(), **machine)
    check("HelseID: the nonce stands in DPoP-Nonce", client.nonce is not None)
    token = client.ask(client.proof(), **machine)
    read = jwt.decode(token["access_token"], keys, algorithms=["RS256"])
    check("HelseID: joserfc verifies the access token, which is a DPoP token",
          read.header["typ"] == "at+jwt" and token["token_type"] == "DPoP")
    check("HelseID: it is for the exchange, from this issuer, for this client",
          (read.claims["aud"], read.claims["iss"], read.claims["client_id"]) == ("nhn:msh", issuer, sender))
    check("HelseID: it is bound to the key of the proof",
          read.claims["cnf"] == {"jkt": client.dpop_key.thumbprint()})
    refused_proofs(client)
    refused_assertions(client)
    helse_id_person.run(client, keys, metadata)


def refused_proofs(client):
    for what, (dpop, says) in {
        "no DPoP proof": (None, "invalid_grant"),
        "a DPoP proof that was used": (client.last.headers["DPoP"], "invalid_grant"),
        "a DPoP proof for another address": (client.proof(htu=f"{issuer}/connect/par"), "invalid_dpop_proof"),
        "a DPoP proof for another method": (client.proof(htm="GET"), "invalid_dpop_proof"),
        "a DPoP proof with a wrong nonce": (client.proof(nonce="wrong"), "use_dpop_nonce"),
    }.items():
        with refusal(f"HelseID: {what} is refused", OAuthError, says):
            client.ask(dpop, **machine)
    with refusal("HelseID: a scope that there is not is refused", OAuthError, "invalid_scope"):
        client.token(**{**machine, "scope": "nhn:msh/nothing"})


def refused_assertions(client):
    client.token(**machine)
    headers = {"Content-Type": "application/x-www-form-urlencoded", "DPoP": client.proof()}
    replayed = requests.post(token_endpoint, data=client.last.body, headers=headers)
    check_status("HelseID: an assertion is good once", replayed, 401)
    for what, wrong in {
        "of another typ": {"header": {"typ": "JWT"}},
        "for another audience": {"claims": {"aud": "https://elsewhere.verdikjede.test"}},
        "that lives for years": {"claims": {"exp": 4_000_000_000}},
        "that has expired": {"claims": {"exp": 1_700_000_000}},
        "from another issuer": {"claims": {"iss": "nobody"}},
    }.items():
        with refusal(f"HelseID: an assertion {what} is refused", OAuthError, "invalid_client"):
            client.ask(client.proof(), **wrong, **machine)
    forger = HelseIdClient(sender, ECKey.generate_key("P-256"))
    with refusal("HelseID: an assertion by another key is refused", OAuthError, "invalid_client"):
        forger.ask(forger.proof(nonce=client.nonce), **machine)

"""ID-porten with authlib as the client and requests as the browser: PAR, PKCE, id_token, userinfo, logout."""

from urllib.parse import parse_qs, urlsplit

import requests
from authlib.common.security import generate_token
from authlib.integrations.requests_client import OAuth2Session, OAuthError

from browser import Browser
from checks import check, check_status, refusal
from id_porten_login import Login, high
from world import origin, world

client = world["idPortenClients"]["confidential"]
public = world["idPortenClients"]["public"]
callback, after_logout = client["redirectUris"][0], client["postLogoutRedirectUris"][0]


def run():
    issuer = origin("id-porten.id-gateway")
    metadata = requests.get(f"{issuer}/.well-known/openid-configuration").json()
    check("ID-porten: its discovery document names it, PAR and S256", (
        metadata["issuer"] == issuer
        and metadata["pushed_authorization_request_endpoint"].startswith(issuer)
        and metadata["code_challenge_methods_supported"] == ["S256"]
    ))
    new_login = lambda: Login(metadata, client["clientId"], client["clientSecret"], callback)
    login, browser = new_login(), Browser()
    refused_requests(new_login())
    check_status("ID-porten: an authorization request is pushed", login.push(), 201)
    answer = login.authorize(browser)
    told = parse_qs(urlsplit(answer).query)
    check("ID-porten: the login page leads back with code, state and iss",
          "code" in told and told["state"] == [login.state] and told["iss"] == [issuer])
    token = login.redeem(answer)
    claims = tokens(login, token)
    with refusal("ID-porten: a code is good once", OAuthError, "invalid_grant"):
        login.redeem(answer)
    refused_logins(new_login, metadata, claims)
    logout(metadata, browser, token)


def refused_requests(login):
    for what, changes in {
        "without PKCE": {"code_challenge": None, "code_challenge_method": None},
        "with PKCE by plain": {"code_challenge_method": "plain"},
        "without state": {"state": None},
        "with an address that is not registered": {"redirect_uri": f"{callback}/other"},
        "with an unknown level": {"acr_values": "idporten-loa-none"},
    }.items():
        check_status(f"ID-porten: a request {what} is refused", login.push(**changes), 400)


def tokens(login, token):
    claims = login.read_id_token(token)
    check("ID-porten: joserfc and authlib accept the id_token", claims.header["alg"] == "RS256")
    check("ID-porten: acr and amr tell how the person logged in",
          claims["acr"] == high and claims["amr"] == ["TestID"])
    check("ID-porten: pid is the person’s", claims["pid"] == world["citizenPid"])
    check("ID-porten: there is no at_hash", "at_hash" not in claims)
    userinfo = login.session.get(login.metadata["userinfo_endpoint"]).json()
    check("ID-porten: userinfo tells of the same person",
          (userinfo["sub"], userinfo["pid"]) == (claims["sub"], claims["pid"]))
    wrong = {"access_token": f"{token['access_token'][:-8]}AAAAAAAA", "token_type": "Bearer"}
    other = OAuth2Session(login.session.client_id, token=wrong)
    check_status("ID-porten: userinfo refuses a forged token", other.get(login.metadata["userinfo_endpoint"]), 401)
    return claims


def refused_logins(new_login, metadata, claims):
    login = new_login()
    check("ID-porten: a lower level than was asked for is refused",
          login.authorize(Browser(), level="substantial") is None)
    answer = login.authorize(Browser())
    with refusal("ID-porten: another code_verifier is refused", OAuthError, "invalid_grant"):
        login.redeem(answer, generate_token(48))
    login = new_login()
    login.session.client_secret = "not-the-secret"
    check_status("ID-porten: a wrong secret is refused", login.push(), 401)
    own = Login(metadata, public["clientId"], None, public["redirectUris"][0])
    other = own.read_id_token(own.redeem(own.authorize(Browser())))
    check("ID-porten: another client, a public one, knows the same person by another sub",
          other["pid"] == claims["pid"] and other["sub"] != claims["sub"])


def logout(metadata, browser, token):
    ask = {"id_token_hint": token["id_token"], "post_logout_redirect_uri": after_logout, "state": "s1"}
    end = lambda **changes: browser.get(
        metadata["end_session_endpoint"], params={**ask, **changes}, allow_redirects=False
    )
    check_status("ID-porten: logout to an address that is not registered is refused",
                 end(post_logout_redirect_uri="https://elsewhere.verdikjede.test/"), 400)
    ended = end()
    check("ID-porten: logout leads back to the client",
          ended.is_redirect and ended.headers["Location"] == f"{after_logout}?state=s1")
    check_status("ID-porten: who is logged out cannot log out", end(), 400)

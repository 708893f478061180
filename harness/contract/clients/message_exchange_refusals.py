"""What the message exchange refuses: tokens, proofs, other organisations’ messages, and what is no request."""

from checks import check, check_status
from dpop import DpopAuth, proof
from exchange_caller import exchange, letter, receiver_id
from world import world


def run(sender, receiver):
    path = f"/Messages?ReceiverHerIds={receiver_id}"
    client, token = receiver.client, receiver.auth.token
    get = lambda auth, **headers: receiver.get(path, auth=auth, headers=headers)
    nothing = lambda request: request
    check_status("exchange: no token is refused", get(nothing), 401)
    bearer = get(nothing, Authorization=f"Bearer {token}")
    check_status("exchange: the token as a bearer token is refused", bearer, 401)
    check("exchange: it is told that DPoP is wanted", bearer.headers["www-authenticate"].startswith("DPoP "))
    made = proof(client.dpop_key, "GET", exchange + path, token)
    with_proof = lambda: get(nothing, Authorization=f"DPoP {token}", DPoP=made)
    check_status("exchange: a proof is good", with_proof(), 200)
    check_status("exchange: a proof that was used is refused", with_proof(), 401)
    for what, auth in {
        "a proof for another address": DpopAuth(client.dpop_key, token, htu=f"{exchange}/Messages/1"),
        "a proof for another method": DpopAuth(client.dpop_key, token, htm="PUT"),
        "a proof for another token": DpopAuth(client.dpop_key, token, ath="A" * 43),
        "a proof that is old": DpopAuth(client.dpop_key, token, iat=1_700_000_000),
        "a proof by another key": DpopAuth(sender.client.dpop_key, token),
        "a token for another API": DpopAuth(client.dpop_key, client.access_token("nhn:cp-api/access-v2-dpop")),
        "a forged token": DpopAuth(client.dpop_key, f"{token[:-8]}AAAAAAAA"),
    }.items():
        check_status(f"exchange: {what} is refused", get(auth), 401)
    scope = DpopAuth(client.dpop_key, client.access_token(world["otherScope"]))
    check_status("exchange: a token of this API without its scope is refused", get(scope), 403)
    check_status("exchange: another organisation’s messages are refused", sender.get(path), 403)
    check_status("exchange: a letter in another’s name is refused", receiver.post("/Messages", json=letter()), 403)
    check_status("exchange: a request without a version is refused", get(None, **{"Api-Version": None}), 400)
    check_status("exchange: a body that is no JSON is refused",
                 sender.post("/Messages", data="<letter/>", headers={"Content-Type": "application/json"}), 400)

"""An organisation that calls the message exchange with requests, and the letters that it has."""

import requests

from dpop import DpopAuth
from helse_id_client import HelseIdClient
from world import origin, world

exchange = origin("message-exchange")
sender_id, receiver_id = world["senderHerId"], world["receiverHerId"]


class Caller(requests.Session):
    """One organisation at the exchange. Header names are written as people write them, not in lower case."""

    def __init__(self, who, version, scope="nhn:msh/api"):
        super().__init__()
        self.client = HelseIdClient(world["helseIdClients"][who])
        self.auth = DpopAuth(self.client.dpop_key, self.client.access_token(scope))
        self.headers.update({"Api-Version": version, "NHN-Source-System": "Python client, v1"})

    def request(self, method, path, **more):
        return super().request(method, exchange + path, **more)


def letter(document=0):
    """The body of `POST /Messages` with one of the two letters."""
    text = world["documents"][document]
    return {"businessDocument": text, "contentType": "application/xml", "contentTransferEncoding": "base64"}

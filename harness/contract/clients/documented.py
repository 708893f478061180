"""What the clients asked for, after WireMock’s journal: nothing but documented operations."""

import requests

from checks import check
from world import world


def run():
    admin = f"{world['wiremockAdminUrl']}/__admin"
    served = {True: 0, False: 0}
    for stub in requests.get(f"{admin}/mappings").json()["mappings"]:
        entries = requests.get(f"{admin}/requests", params={"matchingStub": stub["id"]}).json()["requests"]
        served[stub["metadata"]["verdikjede"].get("unexpected", False)] += len(entries)
    check("WireMock: the clients asked for documented operations", served[False] > 0)
    check("WireMock: they asked for nothing else", served[True] == 0)

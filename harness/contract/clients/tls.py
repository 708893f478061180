"""TLS by requests: either version that the real services take, and this run’s CA alone."""

from ssl import TLSVersion

import certifi
import requests
from requests.adapters import HTTPAdapter
from urllib3.util import create_urllib3_context

from checks import check_status, refusal
from world import origin

address = f"{origin('id-porten.id-gateway')}/.well-known/openid-configuration"


class OneVersion(HTTPAdapter):
    """Speaks one version of TLS and no other."""

    def __init__(self, version):
        self.version = version
        super().__init__()

    def init_poolmanager(self, *given, **more):
        context = create_urllib3_context(ssl_minimum_version=self.version, ssl_maximum_version=self.version)
        super().init_poolmanager(*given, ssl_context=context, **more)


def run():
    for version in (TLSVersion.TLSv1_2, TLSVersion.TLSv1_3):
        session = requests.Session()
        session.mount("https://", OneVersion(version))
        check_status(f"TLS: a client that has {version.name} alone is answered", session.get(address), 200)
    with refusal("TLS: who does not trust this run’s CA is not connected", requests.exceptions.SSLError, ""):
        requests.get(address, verify=certifi.where())

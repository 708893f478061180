"""The address register: SOAP 1.1 and 1.2 by zeep, from the published WSDL alone, and REST by requests."""

from urllib.parse import urlsplit

import requests
import zeep
from zeep.exceptions import Fault, TransportError
from zeep.transports import Transport

from checks import check, check_status, refusal
from dpop import DpopAuth
from helse_id_client import HelseIdClient
from world import origin, world

rest = origin("rest.address-register")
soap = origin("soap.address-register")
receiver_id = world["receiverHerId"]


def run():
    user = world["registerUser"]
    for version, binding in (("1.1", "BasicHttpBinding"), ("1.2", "WSHttpBinding")):
        service_of = lambda password, path=None: soap_service(binding, user["name"], password, path)
        by_soap(f"register SOAP {version}", service_of(user["password"]))
        check(f"register SOAP {version}: it is at the address that its users write, too",
              service_of(user["password"], "/v1/Ar").Ping() == "Pong")
        with refusal(f"register SOAP {version}: a wrong password is refused", TransportError, "401"):
            service_of("not-the-password").Ping()
    by_rest()


def soap_service(binding, name, password, path=None):
    """The service as the WSDL describes it, at the WSDL’s own path unless another is given; only the host is ours."""
    session = requests.Session()
    session.auth = (name, password)
    client = zeep.Client(world["wsdl"], transport=Transport(session=session))
    [service] = client.wsdl.services.values()
    port = service.ports[f"{binding}_ICommunicationPartyService"]
    at = path or urlsplit(port.binding_options["address"]).path
    return client.create_service(port.binding.name, soap + at)


def by_soap(what, service):
    check(f"{what}: it answers a ping", service.Ping() == "Pong")
    party = service.GetCommunicationPartyDetails(herId=receiver_id)
    check(f"{what}: a service is read as a service, by its xsi:type",
          type(party).__name__ == "Service" and party.HerId == receiver_id and party.Active is True)
    addresses = party.ElectronicAddresses.ElectronicAddress
    check(f"{what}: its addresses are read", any(one.TypeCodeValue == "E_EDI" for one in addresses))
    organisation = service.GetOrganizationDetails(herId=party.ParentHerId)
    check(f"{what}: its organisation is read, with its services",
          receiver_id in [one.HerId for one in organisation.Services.Service])
    found = service.SearchById(id=str(organisation.OrganizationNumber))
    check(f"{what}: it is found by organisation number", [one.HerId for one in found] == [organisation.HerId])
    certificate = service.GetCertificateDetailsForEncryption(herId=receiver_id)
    check(f"{what}: the certificate is one", certificate.Certificate.startswith(b"\x30\x82"))
    with refusal(f"{what}: an unknown HER-id is a fault", Fault, "InvalidHerIdSupplied"):
        service.GetCommunicationPartyDetails(herId=8_999_999)


def by_rest():
    client = HelseIdClient(world["helseIdClients"]["sender"])
    good = client.access_token("nhn:cp-api/access-v2-dpop")
    get = lambda path, token=good, **more: requests.get(rest + path, auth=DpopAuth(client.dpop_key, token), **more)
    party = f"/CommunicationParties/{receiver_id}"
    found = get(party)
    check("register REST: a party is read",
          found.status_code == 200 and found.json()["communicationParty"]["HerId"] == receiver_id)
    check_status("register REST: an unknown HER-id is not found", get("/CommunicationParties/8999999"), 404)
    exported = get("/CommunicationPartyExport", stream=True)
    check("register REST: the export is compressed, and read",
          exported.headers["Content-Encoding"] == "gzip" and len(exported.json()) > 1)
    check_status("register REST: no token is refused", requests.get(rest + party), 401)
    check_status("register REST: a token for another API is refused",
                 get(party, client.access_token("nhn:msh/api")), 401)

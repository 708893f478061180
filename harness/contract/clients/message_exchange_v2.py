"""A letter’s way through the message exchange by API v2, with requests."""

import json

from checks import check, check_status
from exchange_caller import exchange, letter, receiver_id, sender_id


def run(sender, receiver):
    body = letter()
    sent = sender.post("/Messages", json=body)
    check_status("exchange v2: a letter is taken", sent, 201)
    message = sent.json()
    check("exchange v2: the answer is a bare id, and Location its address",
          sent.headers["location"] == f"{exchange}/Messages/{message}")
    pieces = (piece.encode("utf-8") for piece in json.JSONEncoder().iterencode(letter(1)))
    chunked = sender.post("/Messages", data=pieces, headers={"Content-Type": "application/json"})
    check("exchange v2: a letter in chunks is taken",
          chunked.status_code == 201 and chunked.request.headers["Transfer-Encoding"] == "chunked")
    unread = lambda: receiver.get("/Messages", params={"receiverherids": receiver_id, "MessagesToFetch": 100})
    listed = unread()
    check("exchange v2: the receiver lists both, in order",
          [one["id"] for one in listed.json()] == [message, chunked.json()])
    wanted = {"ReceiverHerIds": receiver_id, "IncludeMetadata": True, "OrderBy": "Descending"}
    newest = receiver.get("/Messages", params=wanted).json()[0]
    check("exchange v2: metadata tells sender and receiver",
          (newest["id"], newest["senderHerId"], newest["receiverHerId"]) == (chunked.json(), sender_id, receiver_id))
    document = receiver.get(f"/Messages/{message}/business-document")
    check("exchange v2: the document comes as it was sent", document.json() == body)
    check_status("exchange v2: an AppRec is taken",
                 receiver.post(f"/Messages/{message}/apprec/{receiver_id}", json={"appRecStatus": "Ok"}), 201)
    check_status("exchange v2: a second AppRec is refused",
                 receiver.post(f"/Messages/{message}/apprec/{receiver_id}", json={"appRecStatus": "Ok"}), 400)
    check_status("exchange v2: a letter is marked as read", receiver.put(f"/Messages/{message}/read/{receiver_id}"), 204)
    check("exchange v2: what is read is listed no more", [one["id"] for one in unread().json()] == [chunked.json()])
    [status] = sender.get(f"/Messages/{message}/status").json()
    check("exchange v2: the sender sees transport and answer", (
        (status["receiverHerId"], status["transportDeliveryState"], status["appRecStatus"])
        == (receiver_id, "Acknowledged", "Ok")
    ))
    [receipt] = sender.get("/Messages", params={"ReceiverHerIds": sender_id}).json()
    info = sender.get(f"/Messages/{receipt['id']}").json()
    check("exchange v2: the AppRec is a message to the sender", info["isAppRec"] is True)

"""A letter’s way through the message exchange by API v3, with requests."""

import uuid

from checks import check, check_status
from exchange_caller import letter, receiver_id, sender_id


def run(sender, receiver):
    for role, who, her_id in (("sender", sender, sender_id), ("receiver", receiver, receiver_id)):
        wanted = {"configurations": [{"herId": her_id, "receiveNotificationChannel": "Api"}]}
        check_status(f"exchange v3: the {role} is configured", who.put("/mshconfigurations", json=wanted), 204)
    body = {
        **letter(),
        "senderHerId": sender_id,
        "receiverHerIds": [receiver_id],
        "messageTypeIdentificator": "DIALOG_INNBYGGER_MELDINGSFORMIDLING",
    }
    sent = sender.post("/messages", json=body)
    check_status("exchange v3: a letter is taken", sent, 202)
    message = sent.json()["id"]
    told = receiver.get("/notifications", params={"HerIds": receiver_id, "Offset": 0, "NotificationsToFetch": 100})
    mine = [one["type"] for one in told.json()["notifications"] if one["relatedMessageId"] == message]
    check("exchange v3: the receiver is told of it", mine == ["NewMessage"])
    events = receiver.get("/notifications/stream", params={"HerIds": receiver_id, "Offset": 0}, stream=True, timeout=10)
    with events:
        data = next(line for line in events.iter_lines() if message.encode("ascii") in line)
    check("exchange v3: it comes by the stream too, at once", data.startswith(b'data: {"'))
    document = receiver.get(f"/messages/{message}/business-document").json()
    check("exchange v3: the document comes as it was sent", document["businessDocument"] == body["businessDocument"])
    check_status("exchange v3: it is marked as downloaded",
                 receiver.put(f"/messages/{message}/downloaded", json={"receiverHerId": receiver_id}), 204)
    answer = {"appRecSenderHerId": receiver_id, "appRecStatus": "Ok"}
    check_status("exchange v3: an AppRec is taken", receiver.post(f"/messages/{message}/apprec", json=answer), 202)
    [status] = sender.get(f"/messages/{message}/status").json()["statusList"]
    check("exchange v3: the sender sees transport and answer",
          (status["transportDeliveryState"], status["apprecInfo"]["appRecStatus"]) == ("Acknowledged", "Ok"))
    problem = receiver.get(f"/messages/{uuid.uuid4()}")
    check("exchange v3: an unknown message is a problem",
          problem.status_code == 404 and problem.headers["content-type"].startswith("application/problem+json"))

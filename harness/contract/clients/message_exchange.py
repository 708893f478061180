"""The message exchange with requests: both versions of its API, and what it refuses."""

import message_exchange_refusals
import message_exchange_v2
import message_exchange_v3
from exchange_caller import Caller


def run():
    sender, receiver = Caller("sender", "2"), Caller("receiver", "2")
    message_exchange_v2.run(sender, receiver)
    message_exchange_refusals.run(sender, receiver)
    message_exchange_v3.run(Caller("sender", "3"), Caller("receiver", "3"))

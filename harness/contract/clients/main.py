"""Well-known Python libraries as clients of the mocks, unchanged. Exit 0 when all checks hold, else 1."""

import sys

import address_register
import documented
import helse_id
import id_porten
import message_exchange
import tls
from checks import check, failures

for interface in (tls, id_porten, helse_id, message_exchange, address_register, documented):
    try:
        interface.run()
    except Exception as error:
        # Only the kind: its text may tell what was received.
        at = error.__traceback__
        while at.tb_next is not None and "site-packages" not in at.tb_next.tb_frame.f_code.co_filename:
            at = at.tb_next
        check(f"{interface.__name__}: stopped by {type(error).__name__} in line {at.tb_lineno} of "
              f"{at.tb_frame.f_code.co_filename}", False)
sys.exit(1 if failures else 0)

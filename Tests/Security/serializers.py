"""How schemathesis sends what is no JSON: as it is."""

import schemathesis


@schemathesis.serializer("application/pdf")
def pdf(_, value) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()

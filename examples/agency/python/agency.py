"""An agency's system in small: hands in a few fictitious records and prints what became of each.

    pip install -r requirements.txt
    python agency.py <home>/keys/agencies/<organisation>/agency.json

Written after docs/reference/asyncapi-national.yaml alone: a record is signed (JWS), sealed (JWE) and sent to
`agency.case-records`; its answer comes on the organisation's own topic and names the message that it belongs to.
"""

import json
import sys
import time
import uuid
from datetime import datetime, timezone
from pathlib import Path

from confluent_kafka import Consumer, KafkaError, Producer
from jwcrypto import jwe, jwk, jws

PADDING = 1024  # bytes: the sealed text's length says little
ANSWERED_WITHIN = 60  # seconds
ALGORITHMS = ["ECDH-ES", "A256GCM", "EdDSA"]


class Settings:
    """The file that an operator hands to an organisation; secrets are in files beside it."""

    def __init__(self, file: Path):
        settings = json.loads(file.read_text())
        kafka = settings["kafka"]
        self.organisation = settings["organisation"]
        self.prefix = kafka["topicPrefix"]
        self.signing_key = jwk.JWK.from_json((file.parent / settings["signingKeyFile"]).read_text())
        self.intake_key = jwk.JWK(kty="OKP", crv="X25519", **settings["intakeKey"])
        has_ca = "caFile" in kafka
        self.connection = {
            "bootstrap.servers": ",".join(kafka["brokers"]),
            "security.protocol": "SASL_SSL" if has_ca else "SASL_PLAINTEXT",
            "sasl.mechanism": "SCRAM-SHA-512",
            "sasl.username": kafka["username"],
            "sasl.password": (file.parent / kafka["passwordFile"]).read_text().strip(),
            **({"ssl.ca.location": str(file.parent / kafka["caFile"])} if has_ca else {}),
        }


def seal(record: dict, message_id: str, settings: Settings) -> str:
    """Signs the record for this message and seals it to the national service."""
    content = json.dumps({"id": message_id, "record": record}, ensure_ascii=False)
    signature = jws.JWS(content.encode())
    signature.allowed_algs = ALGORITHMS
    signature.add_signature(
        settings.signing_key, protected=json.dumps({"alg": "EdDSA", "kid": settings.signing_key["kid"]})
    )
    plaintext = json.dumps({"signed": signature.serialize(compact=True)}).encode()
    filled = plaintext.ljust(-(-len(plaintext) // PADDING) * PADDING)
    header = {
        "alg": "ECDH-ES",
        "enc": "A256GCM",
        "kid": settings.intake_key["kid"],
        "ref": message_id,
        "part": "agency-record",
    }
    sealed = jwe.JWE(filled, protected=json.dumps(header), algs=ALGORITHMS)
    sealed.add_recipient(settings.intake_key)
    return sealed.serialize(compact=True)


def submit(records: list, settings: Settings) -> list:
    """Hands records in; gives the ids that their answers will name. Sending again under the same id changes nothing."""
    # murmur2: the partition that Java and JavaScript clients choose too, so that a case's records stay in order.
    producer = Producer(
        {**settings.connection, "acks": "all", "enable.idempotence": True, "partitioner": "murmur2_random"}
    )
    failed = []
    ids = []
    for record in records:
        message_id = str(uuid.uuid4())
        ids.append(message_id)
        producer.produce(
            f"{settings.prefix}agency.case-records",
            key=record["record_id"],
            value=seal(record, message_id, settings),
            headers={
                "content-type": "application/jose",
                "ce_specversion": "1.0",
                "ce_id": message_id,
                "ce_source": settings.organisation,
                "ce_type": "kerege.agency.record-submitted",
                "ce_subject": record["record_id"],
                "ce_time": datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
            },
            on_delivery=lambda error, _: failed.append(error) if error else None,
        )
    if producer.flush(30) > 0 or failed:
        raise RuntimeError(f"not every record was handed in: {failed}")
    return ids


def answers(ids: list, settings: Settings):
    """Gives the answers to these messages as they come. Those of earlier runs are passed over."""
    consumer = Consumer(
        {
            **settings.connection,
            "group.id": f"{settings.prefix}agency.{settings.organisation}",
            "auto.offset.reset": "earliest",
            "enable.auto.commit": False,
        }
    )
    consumer.subscribe([f"{settings.prefix}agency.{settings.organisation}.notifications"])
    waiting = set(ids)
    deadline = time.monotonic() + ANSWERED_WITHIN
    try:
        while waiting:
            if time.monotonic() > deadline:
                raise TimeoutError("the national service has not answered")
            message = consumer.poll(1.0)
            if message is None:
                continue
            if message.error():
                if message.error().code() == KafkaError._PARTITION_EOF:
                    continue
                raise RuntimeError(str(message.error()))
            if dict(message.headers() or []).get("ce_type") == b"kerege.agency.record-answered":
                answer = json.loads(message.value())
                if answer.get("message_id") in waiting:
                    waiting.remove(answer["message_id"])
                    yield answer
            # Only what was dealt with is left behind.
            consumer.commit(message=message, asynchronous=False)
    finally:
        consumer.close()


def fictitious_records(organisation: str) -> list:
    """Three fictitious persons; the third record has a mistake that the national service tells of."""
    common = {"registered_on": "2026-01-16", "agency": organisation}
    return [
        {
            **common,
            "record_id": f"KZ-PYTHON{organisation[3:6]}1",
            "given_name": "Мадина",
            "surname": "Үлгілова",
            "sex": "FEMALE",
            "birth_date": "1991-11-20",
            "citizenship": "TJ",
            "trafficking_status": "PossibleVictimOfTrafficking",
            "exploitation_types": ["ForcedLabour"],
            "country_of_exploitation": "KZ",
            "consents": ["ANONYMISED_STATISTICS", "CROSS_BORDER_MATCH"],
        },
        {
            **common,
            "record_id": f"KZ-PYTHON{organisation[3:6]}2",
            "given_name": "Рустам",
            "surname": "Намунаев",
            "sex": "MALE",
            "birth_date": "1985-04",
            "citizenship": "UZ",
            "trafficking_status": "PossibleVictimOfTrafficking",
            "consents": ["ANONYMISED_STATISTICS"],
        },
        {**common, "record_id": f"KZ-PYTHON{organisation[3:6]}3", "sex": "SOMETIMES"},
    ]


def line_of(answer: dict) -> str:
    details = [f"case {answer['case_ref']}"] if "case_ref" in answer else []
    details += [f"{error['field']} {error['code']}" for error in answer.get("errors", [])]
    return " ".join([answer.get("record_id", "?"), answer["outcome"], *details])


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit("usage: python agency.py <home>/keys/agencies/<organisation>/agency.json")
    settings = Settings(Path(sys.argv[1]))
    ids = submit(fictitious_records(settings.organisation), settings)
    for answer in answers(ids, settings):
        print(line_of(answer), flush=True)


if __name__ == "__main__":
    main()

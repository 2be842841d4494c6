#!/bin/bash
# Lets a partner in: its topic, its user with a new random password, the right to write to that topic and nothing else, a quota.
# Prints the settings of its Kafka client, password included. Run again, it changes the password.
#   (umask 077; docker compose exec -T kafka bash /partner.sh NAME > NAME.properties)
# The gateway has to know the partner too: POST /v1/partners {"name":"NAME"}, as an admin.
set -eu
[[ ${1:-} =~ ^[a-z][a-z0-9-]{1,30}$ ]] || { echo "expected a name of 2 to 31 of a-z, 0-9 and '-', a letter first, but got '${1:-}'" >&2; exit 2; }
NAME=$1
TOPIC=partner.$NAME.v1
PASSWORD=$(head -c 32 /dev/urandom | base64 | tr -d '=\n' | tr '+/' '-_')
CREDENTIAL=$(mktemp)   # nobody else can read it; on a command line the password could be seen
trap 'rm -f "$CREDENTIAL"' EXIT
echo "SCRAM-SHA-512=iterations=4096,password=$PASSWORD" > "$CREDENTIAL"
kafka() { "/opt/kafka/bin/kafka-$1.sh" --bootstrap-server kafka:19092 "${@:2}" >&2; }
kafka topics --create --if-not-exists --topic "$TOPIC" --partitions 4 --config retention.ms=-1 --config compression.type=uncompressed --config message.timestamp.type=LogAppendTime
kafka configs --alter --entity-type users --entity-name "$NAME" --add-config-file "$CREDENTIAL"
kafka configs --alter --entity-type users --entity-name "$NAME" --add-config producer_byte_rate=1048576,request_percentage=20
kafka acls --add --allow-principal "User:$NAME" --operation Write --topic "$TOPIC"
cat <<END
bootstrap.servers=127.0.0.1:9092
security.protocol=SASL_PLAINTEXT
sasl.mechanism=SCRAM-SHA-512
sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required username="$NAME" password="$PASSWORD";
END

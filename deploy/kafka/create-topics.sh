#!/bin/bash
# Creates the topics of TOPICS and COMPACTED_TOPICS with PARTITIONS partitions each. Existing ones are left alone: the number of
# partitions is part of a topic's contract.
set -eu
# A broker refuses records with a time ahead of its own: the clock of whoever publishes would stop everything.
TIME=message.timestamp.type=LogAppendTime
topics() { /opt/kafka/bin/kafka-topics.sh --bootstrap-server kafka:19092 --create --if-not-exists --partitions "$PARTITIONS" "$@"; }
for topic in $TOPICS; do topics --topic "$topic" --config retention.ms=-1 --config "$TIME"; done
for topic in $COMPACTED_TOPICS; do topics --topic "$topic" --config cleanup.policy=compact --config "$TIME"; done

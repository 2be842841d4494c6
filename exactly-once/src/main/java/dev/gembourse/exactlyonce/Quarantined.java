package dev.gembourse.exactlyonce;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record that takes no effect, and why. */
record Quarantined(ConsumerRecord<byte[], byte[]> record, Poison poison) {}

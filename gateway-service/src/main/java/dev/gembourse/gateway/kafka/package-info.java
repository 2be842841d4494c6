/** How the gateway's Kafka clients are set up. Read {@link dev.gembourse.gateway.kafka.KafkaSettings}. */
@NullMarked
package dev.gembourse.gateway.kafka;

import org.jspecify.annotations.NullMarked;

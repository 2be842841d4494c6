/**
 * Prices that arrive over MQTT. {@link dev.gembourse.gateway.mqtt.PriceStream} is connected to a broker and acknowledges a message when Kafka
 * has its tick; {@link dev.gembourse.gateway.mqtt.TickMessage} says what a message may be. Nothing of this exists unless a broker is named.
 */
@NullMarked
package dev.gembourse.gateway.mqtt;

import org.jspecify.annotations.NullMarked;

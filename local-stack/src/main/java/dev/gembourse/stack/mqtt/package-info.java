/** The MQTT broker of a stack that takes prices over MQTT; read {@link dev.gembourse.stack.mqtt.LocalMqtt}. */
@NullMarked
package dev.gembourse.stack.mqtt;

import org.jspecify.annotations.NullMarked;

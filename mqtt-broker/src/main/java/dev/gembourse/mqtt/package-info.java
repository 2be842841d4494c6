/** The program of the MQTT broker's process; read {@link dev.gembourse.mqtt.MqttBrokerProgram}. */
@NullMarked
package dev.gembourse.mqtt;

import org.jspecify.annotations.NullMarked;

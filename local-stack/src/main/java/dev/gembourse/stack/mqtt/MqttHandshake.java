package dev.gembourse.stack.mqtt;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * Asks a broker to let an unnamed client in, as MQTT 5 has it (sections 3.1 and 3.2). A port that answers is not enough: a broker that
 * cannot keep sessions takes connections and closes them again.
 */
final class MqttHandshake {

    private static final int PATIENCE_MILLIS = 1_000;
    private static final int CONNACK = 0x20;

    /** Clean start, 10 s of keep-alive, no properties, an empty identifier. */
    private static final byte[] CONNECT = {0x10, 13, 0, 4, 'M', 'Q', 'T', 'T', 5, 2, 0, 10, 0, 0, 0};

    private static final byte[] DISCONNECT = {(byte) 0xE0, 0};

    private MqttHandshake() {}

    /** Whether a broker on this port of the loopback address lets clients in. */
    static boolean succeedsAt(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(CONNECT);
            byte[] answer = socket.getInputStream().readNBytes(4);
            boolean letIn = answer.length == 4 && answer[0] == CONNACK && answer[3] == 0;
            if (letIn) {
                socket.getOutputStream().write(DISCONNECT);
            }
            return letIn;
        } catch (IOException refused) {
            return false;
        }
    }
}

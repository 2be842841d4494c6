package dev.gembourse.stack.supervisor;

import dev.gembourse.stack.process.PortOwners;
import dev.gembourse.stack.process.Ports;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The loopback ports of a stack. */
public record StackPorts(int gateway, int processor, int leaderboard, int kafka, int postgres, int mqtt) {
    /** PostgreSQL keeps away from 5432, where a machine's own server often listens. */
    public static final StackPorts WELL_KNOWN = new StackPorts(8080, 8081, 8082, 9092, 15432, 1883);

    private static final int HIGHEST = 65_535;

    /** Why no stack can have these ports, naming the options that choose them; nothing when one can. */
    public Optional<String> fault() {
        var options = new TreeMap<Integer, String>();
        byOption().forEach((option, port) -> options.merge(port, option, (one, other) -> one + " and " + other));
        var faults = new ArrayList<String>();
        options.forEach((port, option) -> {
            if (port < 1 || port > HIGHEST) {
                faults.add("expected a port from 1 to %d but got %s %d".formatted(HIGHEST, option, port));
            } else if (option.contains(" ")) {
                faults.add("expected a port of its own for each but %s are %d".formatted(option, port));
            }
        });
        return faults.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", faults));
    }

    /**
     * Complains when somebody listens on one of them already.
     *
     * @param withMqtt whether the one of MQTT is needed
     * @throws PortTakenException naming each such port, who has it, and the option that chooses another
     */
    void expectFree(boolean withMqtt) {
        var taken = byOption().entrySet().stream()
                .filter(entry -> withMqtt || entry.getValue() != mqtt)
                .filter(entry -> !Ports.isFree(entry.getValue()))
                .map(entry ->
                        "expected port %d to be free but it is taken by %s; stop it, or choose another port with %s"
                                .formatted(entry.getValue(), PortOwners.describe(entry.getValue()), entry.getKey()))
                .collect(Collectors.joining("\n"));
        if (!taken.isEmpty()) {
            throw new PortTakenException(taken);
        }
    }

    /** The ports by the option of {@code ./gembourse up} that sets them. */
    public Map<String, Integer> byOption() {
        var ports = new LinkedHashMap<String, Integer>();
        ports.put("--port", gateway);
        ports.put("--processor-port", processor);
        ports.put("--leaderboard-port", leaderboard);
        ports.put("--kafka-port", kafka);
        ports.put("--postgres-port", postgres);
        ports.put("--mqtt-port", mqtt);
        return ports;
    }

    /** Somebody else listens where we would. */
    public static final class PortTakenException extends IllegalStateException {
        PortTakenException(String message) {
            super(message);
        }
    }
}

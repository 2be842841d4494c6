package dev.gembourse.stack.command;

import dev.gembourse.stack.supervisor.StackPorts;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that choose ports; all are on the loopback address. */
final class PortOptions {
    @Option(names = "--port", paramLabel = "N", defaultValue = "8080", description = "The API. Default: 8080.")
    private int gateway;

    @Option(
            names = "--processor-port",
            paramLabel = "N",
            defaultValue = "8081",
            description = "The trade processor. Default: 8081.")
    private int processor;

    @Option(
            names = "--leaderboard-port",
            paramLabel = "N",
            defaultValue = "8082",
            description = "The leaderboard service. Default: 8082.")
    private int leaderboard;

    @Option(names = "--kafka-port", paramLabel = "N", defaultValue = "9092", description = "Kafka. Default: 9092.")
    private int kafka;

    @Option(
            names = "--postgres-port",
            paramLabel = "N",
            defaultValue = "15432",
            description = "PostgreSQL. Default: 15432, as 5432 often has a server of the machine's own.")
    private int postgres;

    @Option(
            names = "--mqtt-port",
            paramLabel = "N",
            defaultValue = "1883",
            description = "MQTT, with --mqtt. Default: 1883.")
    private int mqtt;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    /**
     * The ports that were chosen.
     *
     * @throws ParameterException naming the options with which no stack can run
     */
    StackPorts ports() {
        var ports = new StackPorts(gateway, processor, leaderboard, kafka, postgres, mqtt);
        ports.fault().ifPresent(fault -> {
            throw new ParameterException(spec.commandLine(), "gembourse: " + fault);
        });
        return ports;
    }
}

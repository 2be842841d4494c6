package dev.gembourse.stack.supervisor;

import dev.gembourse.stack.process.Compilation;
import dev.gembourse.stack.process.Ports;
import dev.gembourse.stack.service.ServicePrograms;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What to run, and where.
 *
 * @param home holds data, logs and {@code stack.json}; one stack at a time uses it
 * @param programs what each service runs
 * @param compilation of the broker's and the services' JVMs
 * @param javaOptions options for every service's JVM, which win over ours
 * @param environment variables for every service, beyond ours
 * @param cluster three brokers instead of one
 * @param secureKafka brokers ask everybody for credentials
 * @param mqtt an MQTT broker as well, from which the gateway takes prices
 */
public record StackSettings(
        Path home,
        StackPorts ports,
        ServicePrograms programs,
        Compilation compilation,
        List<String> javaOptions,
        Map<String, String> environment,
        boolean cluster,
        boolean secureKafka,
        boolean mqtt) {
    public StackSettings {
        home = home.toAbsolutePath().normalize();
        javaOptions = List.copyOf(javaOptions);
        environment = Map.copyOf(environment);
    }

    /** On the ports that people know. */
    public static StackSettings in(Path home) {
        return new StackSettings(
                home,
                StackPorts.WELL_KNOWN,
                ServicePrograms.BUILT_AND_ARCHIVED,
                Compilation.OPTIMISING,
                List.of(),
                Map.of(),
                false,
                false,
                false);
    }

    /** On free ports: any number of such stacks run side by side. */
    public static StackSettings privateIn(Path home) {
        var free = IntStream.generate(Ports::free).distinct().limit(6).toArray();
        var ports = new StackPorts(free[0], free[1], free[2], free[3], free[4], free[5]);
        return new StackSettings(
                home, ports, ServicePrograms.SHARED, Compilation.OPTIMISING, List.of(), Map.of(), false, false, false);
    }

    public StackSettings with(Compilation other) {
        return new StackSettings(home, ports, programs, other, javaOptions, environment, cluster, secureKafka, mqtt);
    }

    public StackSettings withJavaOptions(List<String> options) {
        return new StackSettings(home, ports, programs, compilation, options, environment, cluster, secureKafka, mqtt);
    }

    public StackSettings withPorts(StackPorts other) {
        return new StackSettings(
                home, other, programs, compilation, javaOptions, environment, cluster, secureKafka, mqtt);
    }

    public StackSettings withPrograms(ServicePrograms others) {
        return new StackSettings(
                home, ports, others, compilation, javaOptions, environment, cluster, secureKafka, mqtt);
    }

    public StackSettings withEnvironment(Map<String, String> variables) {
        return new StackSettings(
                home, ports, programs, compilation, javaOptions, variables, cluster, secureKafka, mqtt);
    }

    /** With three brokers instead of one, or with one. */
    public StackSettings withCluster(boolean wanted) {
        return new StackSettings(
                home, ports, programs, compilation, javaOptions, environment, wanted, secureKafka, mqtt);
    }

    /** With brokers that ask everybody for credentials, or with such that let everybody in. The same home may have both in turn. */
    public StackSettings withSecureKafka(boolean wanted) {
        return new StackSettings(home, ports, programs, compilation, javaOptions, environment, cluster, wanted, mqtt);
    }

    /** With an MQTT broker as well, or without. */
    public StackSettings withMqtt(boolean wanted) {
        return new StackSettings(
                home, ports, programs, compilation, javaOptions, environment, cluster, secureKafka, wanted);
    }
}

package dev.gembourse.stack.service;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * How to run one service.
 *
 * @param program asked for at every start: what follows {@code java}: options, then {@code -jar} and a file, or a class path and a main class
 * @param environment what the service is told, beyond its address
 */
public record ServiceSettings(
        String name, int port, Path log, Supplier<List<String>> program, Map<String, String> environment) {
    public ServiceSettings {
        environment = Map.copyOf(environment);
    }
}

package dev.gembourse.stack.service;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How to run one service.
 *
 * @param program what follows {@code java}: options, then {@code -jar} and a file, or a class path and a main class
 * @param environment what the service is told, beyond its address
 */
public record ServiceSettings(String name, int port, Path log, List<String> program, Map<String, String> environment) {
    public ServiceSettings {
        program = List.copyOf(program);
        environment = Map.copyOf(environment);
    }
}

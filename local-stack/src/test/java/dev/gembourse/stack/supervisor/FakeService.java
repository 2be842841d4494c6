package dev.gembourse.stack.supervisor;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gembourse.stack.process.BuildFolder;
import dev.gembourse.stack.service.ServicePrograms;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Stands in for a service: ready at once, tells its environment, and ends with exit code 3 when asked to. */
public final class FakeService {
    static final ServicePrograms PROGRAM = (module, home) -> List.of(
            "-XX:TieredStopAtLevel=1",
            "-cp",
            BuildFolder.code().resolveSibling("test-classes") + ":" + BuildFolder.code(),
            FakeService.class.getName(),
            module);

    private FakeService() {}

    public static void main(String[] arguments) throws IOException {
        var address = InetAddress.getByName(System.getenv("SERVER_ADDRESS"));
        var port = Integer.parseInt(System.getenv("SERVER_PORT"));
        var server = HttpServer.create(new InetSocketAddress(address, port), 10);
        server.createContext("/actuator/health/readiness", exchange -> answer(exchange, "ready"));
        server.createContext("/environment", exchange -> answer(exchange, environment()));
        server.createContext("/end", _ -> Runtime.getRuntime().halt(3));
        server.start();
        System.out.println(arguments[0] + " listens on " + port);
    }

    private static String environment() {
        return System.getenv().entrySet().stream()
                .map(variable -> variable.getKey() + "=" + variable.getValue())
                .filter(line ->
                        line.startsWith("SPRING_") || line.startsWith("GEMBOURSE_") || line.startsWith("SERVER_"))
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}

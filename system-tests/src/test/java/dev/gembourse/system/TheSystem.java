package dev.gembourse.system;

import dev.gembourse.bench.invariant.Finding;
import dev.gembourse.bench.invariant.Invariants;
import dev.gembourse.bench.invariant.Target;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Symbol;
import dev.gembourse.events.view.OperationView;
import dev.gembourse.stack.process.Compilation;
import dev.gembourse.stack.process.Folders;
import dev.gembourse.stack.supervisor.Stack;
import dev.gembourse.stack.supervisor.StackSettings;
import dev.gembourse.tools.client.Gateway;
import dev.gembourse.tools.client.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A complete stack of real processes, and the few things that every test does with it. */
final class TheSystem implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration DRAINING = Duration.ofSeconds(60);

    private final Path home;
    private final Stack stack;
    private final Gateway gateway;
    private final AtomicInteger names = new AtomicInteger();

    private TheSystem(Path home, Stack stack) {
        this.home = home;
        this.stack = stack;
        this.gateway = new Gateway(stack.gatewayUrl(), PATIENCE, stack.admin().authorization());
    }

    /** @param secure whether Kafka asks for credentials */
    static TheSystem start(boolean secure) {
        try {
            Path home = Files.createTempDirectory("gembourse-system-");
            StackSettings settings = StackSettings.privateIn(home)
                    .with(Compilation.QUICK)
                    .withSecureKafka(secure)
                    .withMqtt(true);
            return new TheSystem(home, Stack.start(settings));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path home() {
        return home;
    }

    Stack stack() {
        return stack;
    }

    /** The gateway; repeats requests while it is away. */
    Gateway gateway() {
        return gateway;
    }

    /** A name that no other test has: letters and digits. */
    String name(String beginning) {
        return beginning + names.incrementAndGet();
    }

    /** A new asset at a price in USD. */
    Symbol asset(String price) {
        Symbol symbol = new Symbol(name("S"));
        settled(gateway.perform(
                "POST",
                "/v1/assets",
                name("asset"),
                Map.of("symbol", symbol, "name", "Asset " + symbol, "currency", "USD", "price", price)));
        return symbol;
    }

    void setPrice(Symbol symbol, String price) {
        settled(gateway.perform("PATCH", "/v1/assets/" + symbol, name("price"), Map.of("price", price)));
    }

    /** A new player with that much cash in USD. */
    Player player(String cash) {
        Map<String, String> deposit = Map.of("currency", "USD", "amount", cash);
        OperationView opened = settled(gateway.perform(
                "POST", "/v1/accounts", name("open"), Map.of("username", name("player-"), "initialDeposit", deposit)));
        return new Player(this, AccountId.of(String.valueOf(opened.accountId())));
    }

    void pauseSettlement() {
        steer("pause");
    }

    void resumeSettlement() {
        steer("resume");
    }

    private void steer(String what) {
        try (Gateway processor = new Gateway(stack.processorUrl(), PATIENCE)) {
            Reply reply = processor.send("POST", "/v1/ops/" + what + "?area=trading", null, Map.of());
            if (!reply.isSuccess()) {
                throw new IllegalStateException("expected settlement to " + what + " but got " + reply.detail());
            }
        }
    }

    Target target() {
        return Target.of(stack);
    }

    /** What is wrong with the whole system once everything has been processed. */
    List<Finding> findings() throws InterruptedException {
        return Invariants.check(target(), DRAINING);
    }

    Connection tradingDatabase() throws SQLException {
        return DriverManager.getConnection(stack.jdbcUrl("trading"), stack.databaseUser(), stack.databasePassword());
    }

    static OperationView settled(OperationView operation) {
        if (operation.status() != OperationView.Status.SETTLED) {
            throw new AssertionError("expected it to be settled but got " + operation);
        }
        return operation;
    }

    @Override
    public void close() throws IOException {
        gateway.close();
        stack.close();
        Folders.delete(home);
    }
}

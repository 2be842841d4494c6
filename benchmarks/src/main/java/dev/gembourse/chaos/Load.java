package dev.gembourse.chaos;

import dev.gembourse.events.trading.TradingCommand;
import dev.gembourse.events.trading.TradingCommand.Deposit;
import dev.gembourse.events.value.AccountId;
import dev.gembourse.events.value.Money;
import dev.gembourse.events.value.OperationId;
import dev.gembourse.tools.client.CommandProducer;
import dev.gembourse.tools.client.Gateway;
import dev.gembourse.tools.client.NotAnswering;
import dev.gembourse.tools.client.Pacer;
import dev.gembourse.tools.client.Reply;
import dev.gembourse.tools.client.RequestRefused;
import dev.gembourse.tools.client.Submission;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/**
 * Clients of the gateway, and a service that writes to Kafka by itself, all the time. A client that gets no answer asks again
 * with the same key. What was acknowledged is remembered.
 */
final class Load {

    private static final int CLIENTS = 4;
    private static final int REQUESTS_PER_SECOND = 15;
    private static final int COMMANDS_PER_SECOND = 30;
    private static final int COMMANDS_AT_ONCE = 10;
    private static final int CHANGES = 3;
    private static final int TRIES_AT_THE_END = 3;
    private static final int ONE_IN = 20;
    private static final int SAMPLE = 200;

    private final Players players;
    private final Gateway gateway;
    private final CommandProducer producer;
    private final long seed;
    private final Set<OperationId> accepted = ConcurrentHashMap.newKeySet();
    private final Queue<Request> sample = new ConcurrentLinkedQueue<>();
    private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;

    Load(Players players, Gateway gateway, CommandProducer producer, long seed) {
        this.players = players;
        this.gateway = gateway;
        this.producer = producer;
        this.seed = seed;
    }

    Players players() {
        return players;
    }

    void start() {
        for (int i = 0; i < CLIENTS; i++) {
            String name = "client-" + i;
            Random random = new Random(seed + i);
            threads.add(Thread.ofVirtual().start(() -> work(() -> ask(name, random))));
        }
        threads.add(Thread.ofVirtual().start(() -> work(() -> keepPublishing(new Random(seed + CLIENTS)))));
    }

    /** Returns when every client has its last answer. */
    void stop() throws InterruptedException {
        stopped = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** The operations that were acknowledged: by a gateway with 202, or by Kafka. */
    Set<OperationId> accepted() {
        return accepted;
    }

    /** Some of the requests that were accepted. */
    List<Request> sample() {
        return List.copyOf(sample);
    }

    /** Answers that no client should ever get. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** Sends a request until it is accepted. */
    OperationId send(Request request) {
        int triesLeft = TRIES_AT_THE_END;
        while (true) {
            try {
                Submission submission = gateway.submit("POST", request.path(), request.key(), request.body());
                accepted.add(submission.operationId());
                return submission.operationId();
            } catch (NotAnswering e) {
                if (stopped && --triesLeft == 0) {
                    throw e;
                }
            }
        }
    }

    /** Sends a request once; the answer may be that it is not accepted now. */
    Reply sendOnce(Request request) {
        Reply reply = gateway.sendOnce("POST", request.path(), request.key(), request.body());
        if (reply.isSuccess()) {
            accepted.add(Submission.of(reply).operationId());
        }
        return reply;
    }

    /** Publishes deposits and returns when Kafka has them. */
    RecordMetadata publish(List<Deposit> deposits) throws InterruptedException, ExecutionException {
        return publishAll(deposits).getLast();
    }

    /** Publishes commands and returns their places when Kafka has them. */
    List<RecordMetadata> publishAll(List<? extends TradingCommand> commands)
            throws InterruptedException, ExecutionException {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        commands.forEach(command -> sent.add(producer.send(command)));
        List<RecordMetadata> places = new ArrayList<>();
        for (int i = 0; i < commands.size(); i++) {
            places.add(sent.get(i).get());
            accepted.add(commands.get(i).operationId());
        }
        return places;
    }

    static Deposit deposit(AccountId account, String key, String amount) {
        return new Deposit(OperationId.of(account.toString(), key), account, Money.of("USD", amount), Instant.now());
    }

    private void ask(String client, Random random) throws InterruptedException {
        Pacer pacer = Pacer.of(REQUESTS_PER_SECOND);
        for (long number = 0; !stopped; number++) {
            pacer.await(1);
            Request request = players.anything(random, client + "-" + number);
            var _ = send(request);
            if (number % ONE_IN == 0 && sample.size() < SAMPLE) {
                sample.add(request);
            }
        }
    }

    private void keepPublishing(Random random) throws InterruptedException {
        Pacer pacer = Pacer.of(COMMANDS_PER_SECOND);
        for (long number = 0; !stopped; number++) {
            pacer.await(COMMANDS_AT_ONCE);
            List<TradingCommand> commands = new ArrayList<>();
            for (int i = 0; i < COMMANDS_AT_ONCE; i++) {
                String key = "published-" + number + "-" + i;
                AccountId account = players.anyone(random);
                commands.add(
                        i < CHANGES ? players.orders().change(account, key, random) : deposit(account, key, "0.50"));
            }
            try {
                var _ = publishAll(commands);
                producer.send(players.orders().tick(random)).get();
            } catch (ExecutionException | KafkaException nothingPromised) {
                // Kafka was away for longer than the producer is patient; those that it has are remembered.
            }
        }
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    private void work(Work work) {
        try {
            work.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RequestRefused | NotAnswering e) {
            complaints.add(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            complaints.add("a client failed: " + e);
        }
    }
}

package dev.gembourse.simulator;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A Kafka producer on the simulated network. */
final class SimulatedProducer implements InvocationHandler {

    private final World world;
    private final Log log;
    private final int number;

    private SimulatedProducer(World world, Log log, int number) {
        this.world = world;
        this.log = log;
        this.number = number;
    }

    /** @param number another one for each producer */
    @SuppressWarnings("unchecked")
    static Producer<byte[], byte[]> of(World world, Log log, int number) {
        return (Producer<byte[], byte[]>) Proxy.newProxyInstance(
                SimulatedProducer.class.getClassLoader(),
                new Class<?>[] {Producer.class},
                new SimulatedProducer(world, log, number));
    }

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) {
        return switch (method.getName()) {
            case "send" -> {
                ProducerRecord<byte[], byte[]> record = Records.placed((ProducerRecord<byte[], byte[]>) arguments[0]);
                world.pass(
                        "sends %s to %s-%d",
                        Records.header(record.headers(), "ce_id"), record.topic(), record.partition());
                if (world.chance(world.faults.refusedSend)) {
                    throw new TimeoutException("there is no room for more");
                }
                log.send(number, record, (Callback) arguments[1]);
                yield null;
            }
            case "close" -> {
                world.trace("closes its producer");
                log.orphan(number, true);
                yield null;
            }
            default -> throw new UnsupportedOperationException(method.toString());
        };
    }
}

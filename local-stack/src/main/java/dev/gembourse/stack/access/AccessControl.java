package dev.gembourse.stack.access;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.common.quota.ClientQuotaFilter;
import org.apache.kafka.common.quota.ClientQuotaFilterComponent;
import org.apache.kafka.common.resource.ResourcePatternFilter;

/** Tells a broker whom to let in and what they may do, as its admin. Telling it again changes nothing. */
public final class AccessControl implements AutoCloseable {
    private static final Duration WITHIN = Duration.ofSeconds(30);
    private static final int ITERATIONS = 4_096;
    private static final String BYTES = "producer_byte_rate";
    private static final String REQUESTS = "request_percentage";

    private final Admin admin;

    /** Of the brokers to which these settings of a Kafka client lead, as their admin. */
    public AccessControl(Map<String, Object> client) {
        this.admin = Admin.create(client);
    }

    /**
     * Lets these in, each with its rights. Whoever else has credentials or anything granted loses them first: anybody may have put
     * them there while the broker let everybody in.
     */
    public void admitOnly(Map<KafkaUser, Rights> all) {
        new Strangers(admin, all).expel();
        all.forEach(this::admit);
    }

    /** Lets a user in with these rights, and takes all others away; returns when the broker knows. */
    public void admit(KafkaUser user, Rights rights) {
        var credential = new ScramCredentialInfo(ScramMechanism.fromMechanismName(user.mechanism()), ITERATIONS);
        get(admin.alterUserScramCredentials(
                        List.of(new UserScramCredentialUpsertion(user.name(), credential, user.password())))
                .all());
        var wanted = rights.grantedTo(user.name());
        var found = granted(user.name());
        get(admin.createAcls(without(wanted, found)).all());
        get(admin.deleteAcls(without(found, wanted).stream()
                        .map(AclBinding::toFilter)
                        .toList())
                .all());
        await(user + " to have its rights", () -> granted(user.name()).equals(wanted));
        await(user + " to be known", () -> isKnown(user.name()));
    }

    /** Limits a user from now on. */
    public void limit(String user, Quota quota) {
        var changes = List.of(
                new ClientQuotaAlteration.Op(BYTES, (double) quota.bytesPerSecond()),
                new ClientQuotaAlteration.Op(REQUESTS, (double) quota.requestPercentage()));
        get(admin.alterClientQuotas(List.of(new ClientQuotaAlteration(entity(user), changes)))
                .all());
    }

    /** The limits of a user, if there are any. */
    public Optional<Quota> limits(String user) {
        var filter = ClientQuotaFilter.containsOnly(
                List.of(ClientQuotaFilterComponent.ofEntity(ClientQuotaEntity.USER, user)));
        var found = get(admin.describeClientQuotas(filter).entities()).getOrDefault(entity(user), Map.of());
        var bytes = found.get(BYTES);
        var requests = found.get(REQUESTS);
        return bytes == null || requests == null
                ? Optional.empty()
                : Optional.of(new Quota(bytes.longValue(), requests.intValue()));
    }

    @Override
    public void close() {
        admin.close();
    }

    private Set<AclBinding> granted(String user) {
        var entries = new AccessControlEntryFilter("User:" + user, null, AclOperation.ANY, AclPermissionType.ANY);
        return Set.copyOf(get(admin.describeAcls(new AclBindingFilter(ResourcePatternFilter.ANY, entries))
                .values()));
    }

    private boolean isKnown(String user) {
        return get(admin.describeUserScramCredentials().users()).contains(user);
    }

    private static Set<AclBinding> without(Collection<AclBinding> all, Collection<AclBinding> some) {
        return all.stream().filter(one -> !some.contains(one)).collect(Collectors.toCollection(HashSet::new));
    }

    static ClientQuotaEntity entity(String user) {
        return new ClientQuotaEntity(Map.of(ClientQuotaEntity.USER, user));
    }

    interface Condition {
        boolean holds();
    }

    static void await(String expected, Condition condition) {
        var deadline = System.nanoTime() + WITHIN.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("expected " + expected + " within " + WITHIN + " but it is not so");
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get(WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("expected the broker to do as its admin says but got " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new IllegalStateException("expected an answer of the broker within " + WITHIN + " but got none", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the broker", e);
        }
    }
}
